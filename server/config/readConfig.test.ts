import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forEachContract } from '../../engine/chain/contractAddresses.js';
import type { DeploymentFile } from '../../engine/chain/deploymentFile.js';
import { ConfigError } from './configError.js';
import { readConfig } from './readConfig.js';

const deployment: DeploymentFile = {
  format: 'pentimento-deployment/1',
  chainId: 11155111,
  deployBlock: 7,
  artist: `0x${'a1'.repeat(20)}`,
  publicUrl: 'https://wall.example',
  contracts: forEachContract(() => ({ address: `0x${'aa'.repeat(20)}`, codeHash: `0x${'bb'.repeat(32)}` })),
};
const folder = mkdtempSync(join(tmpdir(), 'pentimento-config-'));
const chain = { RPC_URL: 'https://rpc.example/secret-key', DEPLOYMENT: join(folder, 'deployment.json') };
beforeAll(() => writeFileSync(chain.DEPLOYMENT, JSON.stringify(deployment)));
afterAll(() => rmSync(folder, { recursive: true }));

function mistakesOf(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('expected a ConfigError');
}

test('an empty environment is the local world on loopback, port 3000', () => {
  expect(readConfig({ PORT: '' })).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    chain: null,
    redisUrl: null,
    operatorToken: null,
    logLevel: 'info',
  });
});

test('a chain given in full is used', () => {
  expect(readConfig(chain).chain).toEqual({
    rpcUrls: ['https://rpc.example/secret-key'],
    wsUrl: null,
    rate: 25,
    deployment,
  });
});

test('a deployment file that is not there, or not one, is refused with its place and what is wrong', () => {
  const missing = join(folder, 'nowhere.json');
  expect(mistakesOf({ ...chain, DEPLOYMENT: missing })).toContain(`DEPLOYMENT=${missing}: expected a file that`);
  expect(mistakesOf({ ...chain, DEPLOYMENT: missing })).toContain('there is none of that name');
  const other = join(folder, 'other.json');
  writeFileSync(other, JSON.stringify({ ...deployment, chainId: 'mainnet' }));
  expect(mistakesOf({ ...chain, DEPLOYMENT: other })).toContain('chainId: ');
});

test('a chain has as many nodes as addresses are given', () => {
  const RPC_URL = 'https://one.example, https://two.example/key';
  expect(readConfig({ ...chain, RPC_URL }).chain?.rpcUrls).toEqual(['https://one.example', 'https://two.example/key']);
  expect(mistakesOf({ ...chain, RPC_URL: 'https://one.example,two' })).toContain('RPC_URL: expected an address');
});

test('every mistake is named at once: variable, value and what is allowed', () => {
  expect(mistakesOf({ PORT: '70000', LOG_LEVEL: 'loud', PAINTERS: 'two', PUBLIC_URL: 'wall.example' })).toBe(
    [
      'The settings cannot be used.',
      '  PORT=70000: expected a whole number from 1 to 65535',
      '  PUBLIC_URL=wall.example: expected an address that starts with http:// or https://',
      '  LOG_LEVEL=loud: expected one of trace, debug, info, warn, error',
      '  PAINTERS=two: expected a whole number from 0 to 64',
    ].join('\n'),
  );
});

test('half a chain is refused, naming what is missing', () => {
  expect(mistakesOf({ RPC_URL: chain.RPC_URL })).toContain(
    'DEPLOYMENT: expected beside RPC_URL; set neither for the local demo world',
  );
});

test('a key inside an address is never printed back', () => {
  const message = mistakesOf({ ...chain, RPC_URL: 'ftp://rpc.example/secret-key', REDIS_URL: 'secret-key' });
  expect(message).toContain('RPC_URL: expected');
  expect(message).not.toContain('secret-key');
});

test('a public address loses its trailing slash', () => {
  expect(readConfig({ PUBLIC_URL: 'https://wall.example/' }).publicUrl).toBe('https://wall.example');
});

test('an operator’s token that anybody could guess is refused, and not said', () => {
  const mistakes = mistakesOf({ OPERATOR_TOKEN: 'hunter2' });
  expect(mistakes).toContain('expected at least 16 characters');
  expect(mistakes).not.toContain('hunter2');
});

test('only proxies that are named are believed', () => {
  expect(readConfig({}).trustedProxies).toEqual(['loopback']);
  expect(readConfig({ TRUSTED_PROXIES: '10.0.0.5, fd00::/8' }).trustedProxies).toEqual(['10.0.0.5', 'fd00::/8']);
  for (const TRUSTED_PROXIES of ['proxy.example', '10.0.0.0/33'])
    expect(mistakesOf({ TRUSTED_PROXIES })).toContain(`TRUSTED_PROXIES=${TRUSTED_PROXIES}: expected IP addresses`);
});

describe('the roles', () => {
  const farm = { REDIS_URL: 'redis://localhost:6379', RASTER_STORE: '/srv/rasters' };

  test('an edge paints nothing unless told to, and a painter needs no chain', () => {
    expect(readConfig({ ...chain, ...farm, ROLE: 'edge' })).toMatchObject({ role: 'edge', painters: 0 });
    expect(readConfig({ ...chain, ...farm, ROLE: 'edge', PAINTERS: '2' }).painters).toBe(2);
    expect(readConfig({ ...farm, ROLE: 'painter' }).painters).toBeGreaterThan(0);
  });

  test('everything a role lacks is named at once', () => {
    expect(mistakesOf({ ROLE: 'edge' })).toBe(
      [
        'The settings cannot be used.',
        '  REDIS_URL: expected beside ROLE=edge',
        '  RASTER_STORE: expected beside ROLE=edge',
        '  RPC_URL: expected beside ROLE=edge',
        '  DEPLOYMENT: expected beside ROLE=edge',
      ].join('\n'),
    );
    expect(mistakesOf({ ROLE: 'painter', PAINTERS: '0' })).toContain('PAINTERS=0: expected at least 1');
    expect(mistakesOf({ ROLE: 'easel' })).toContain('ROLE=easel: expected one of all, edge, painter');
  });

  test('shared rasters are a folder or a bucket', () => {
    const sharedOf = (RASTER_STORE: string) => readConfig({ RASTER_STORE }).sharedRasters;
    expect(sharedOf('/srv/rasters/')).toEqual({ kind: 'folder', path: '/srv/rasters' });
    expect(sharedOf('s3://wall-rasters')).toEqual({ kind: 's3', bucket: 'wall-rasters', prefix: '' });
    expect(sharedOf('s3://wall-rasters/a/b/')).toEqual({ kind: 's3', bucket: 'wall-rasters', prefix: 'a/b/' });
    expect(mistakesOf({ RASTER_STORE: 'rasters' })).toContain('RASTER_STORE=rasters: expected an absolute path');
  });

  test('a desk elsewhere is asked with a secret, which is never printed back', () => {
    const DESK_URL = 'https://desk.example/';
    const secret = 'sixteen characters';
    expect(readConfig({ DESK_URL, DESK_SECRET: secret, OPERATOR_TOKEN: secret.replaceAll(' ', '-') }).desk).toEqual({
      owner: 'other',
      url: 'https://desk.example',
      secret,
    });
    expect(readConfig({ DESK_SECRET: secret }).desk).toEqual({ owner: 'this', secret });
    expect(mistakesOf({ DESK_URL })).toContain('DESK_SECRET: expected beside DESK_URL');
    expect(mistakesOf({ DESK_URL })).toContain('OPERATOR_TOKEN: expected beside DESK_URL');
    expect(mistakesOf({ DESK_SECRET: 'short-one' })).not.toContain('short-one');
  });
});

test('the relayer has a keystore and a password file, or neither', () => {
  expect(mistakesOf({ RELAYER_KEYSTORE: 'key.json' })).toContain(
    'RELAYER_PASSWORD_FILE: expected beside RELAYER_KEYSTORE; set neither for no relayer',
  );
  expect(readConfig({}).relayer).toBeNull();
  const both = { RELAYER_KEYSTORE: '/keys/relayer.json', RELAYER_PASSWORD_FILE: '/keys/password', RELAYER_DAILY: '3' };
  expect(readConfig({ ...both, RELAYER_MESSAGE_FEE: '0.002' }).relayer?.messageFee).toBe(2_000_000_000_000_000n);
  expect(mistakesOf({ RELAYER_MESSAGE_FEE: '2 finney' })).toContain(': expected an amount of ether');
  expect(readConfig(both).relayer).toEqual({
    keystore: '/keys/relayer.json',
    passwordFile: '/keys/password',
    daily: 3,
    messageFee: 0n,
  });
});
