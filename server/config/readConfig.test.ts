import { ConfigError } from './configError.js';
import { readConfig } from './readConfig.js';

const chain = {
  RPC_URL: 'https://rpc.example/secret-key',
  CHAIN_ID: '11155111',
  LAYER_TOKEN: '0x00000000000000000000000000000000000000AA',
  FEATURED_MESSAGES: '0x00000000000000000000000000000000000000bb',
};

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
    logLevel: 'info',
  });
});

test('a chain given in full is used, its addresses in lower case', () => {
  expect(readConfig(chain).chain).toEqual({
    rpcUrl: 'https://rpc.example/secret-key',
    chainId: 11155111,
    layerToken: '0x00000000000000000000000000000000000000aa',
    featuredMessages: '0x00000000000000000000000000000000000000bb',
  });
});

test('every mistake is named at once: variable, value and what is allowed', () => {
  expect(mistakesOf({ PORT: '70000', LOG_LEVEL: 'loud', PAINTERS: 'two', PUBLIC_URL: 'wall.example' })).toBe(
    [
      'The settings cannot be used.',
      '  PORT=70000: expected a whole number from 1 to 65535',
      '  PUBLIC_URL=wall.example: expected an address that starts with http:// or https://',
      '  LOG_LEVEL=loud: expected one of trace, debug, info, warn, error',
      '  PAINTERS=two: expected a whole number from 1 to 64',
    ].join('\n'),
  );
});

test('half a chain is refused, naming what is missing', () => {
  expect(mistakesOf({ RPC_URL: chain.RPC_URL, LAYER_TOKEN: chain.LAYER_TOKEN })).toContain(
    'CHAIN_ID, FEATURED_MESSAGES: expected beside RPC_URL, LAYER_TOKEN; set none of the four for the local demo world',
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
