import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keystore } from 'ox';
import { createPublicClient, createTestClient, createWalletClient, http } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { addressesOf } from '../../engine/chain/deployContracts.js';
import { requireContracts } from '../../engine/chain/deployedCode.js';
import { readDeploymentFile } from '../../engine/chain/deploymentFile.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { anvilBinary } from '../../server/world/anvilBinary.js';
import { demoWallets } from '../../server/world/demoWallets.js';
import { deploySeries } from '../harness/deploySeries.js';
import { freePort } from '../harness/freePort.js';
import { TINY_MODEL } from '../harness/openChain.js';
import { runCli, startCli } from '../harness/runCli.js';
import { tinyManifest } from '../harness/tinyManifest.js';
import { waitFor } from '../harness/waitFor.js';

const { artist, visitor } = demoWallets();
const STEPS = 9;

let folder: string;
let anvil: ChildProcess;
let rpc: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-cli-'));
  writeFileSync(file('password'), 'open sesame\n');
  writeKeystore('artist.json', artist.privateKey);
  const port = await freePort();
  rpc = `http://127.0.0.1:${port}`;
  anvil = spawn(anvilBinary(), ['--port', String(port), '--quiet'], { stdio: 'ignore' });
  await waitFor('anvil to answer', () =>
    client()
      .getChainId()
      .catch(() => null),
  );
});

afterEach(async () => {
  anvil.kill('SIGKILL');
  await once(anvil, 'exit');
  rmSync(folder, { recursive: true });
});

describe('pentimento deploy', () => {
  test('in a dry run says what each step costs, and sends nothing', async () => {
    const { code, stdout } = await runCli([...deploy(), '--dry-run']);
    expect(code).toBe(0);
    expect(stdout.match(/^ {2}(deploying|having) .* [\d,]+ gas {2}[\d.e-]+ ETH$/gm)).toHaveLength(STEPS);
    expect(stdout).toMatch(/together +13,\d{3},\d{3} gas/);
    expect(stdout).toContain(addressesOf(artist.address).layerToken);
    expect(await nonce()).toBe(0);
  });

  test('killed with a transaction unmined, and again between two, goes on where it was and sends none twice', async () => {
    await node().setAutomine(false);
    const first = startCli([...deploy(), '--yes']);
    await waitFor('a transaction to wait for its block', async () => (await nonce('pending')) === 1);
    first.child.kill('SIGKILL');
    await first.ended;

    const second = startCli([...deploy(), '--yes']);
    await waitFor('the next run to wait for it', () => second.output().includes('Waiting for a transaction'));
    await node().mine({ blocks: 1 });
    await node().setAutomine(true);
    await waitFor('some of the steps', () => second.output().includes('2/8'));
    second.child.kill('SIGKILL');
    await second.ended;

    const third = await runCli([...deploy(), '--yes']);
    expect(third.stderr).toBe('');
    expect(await nonce()).toBe(STEPS);
    const written = readDeploymentFile(file('deployment.json'));
    expect(written).toMatchObject({ chainId: foundry.id, artist: artist.address, publicUrl: 'https://wall.example' });
    await requireContracts(client(), written);

    const fourth = await runCli([...deploy(), '--yes']);
    expect(fourth.stdout).toContain('Everything is deployed already.');
    expect(await nonce()).toBe(STEPS);
    expect(readDeploymentFile(file('deployment.json'))).toEqual(written);
  });

  test('lets a wallet that holds its own keys sign', async () => {
    const args = ['deploy', '--rpc', rpc, '--public-url', 'https://wall.example', '--out', file('deployment.json')];
    const { code } = await runCli([...args, '--signer-url', rpc, '--account', visitor.address, '--yes']);
    expect(code).toBe(0);
    const { artist: signer, contracts } = readDeploymentFile(file('deployment.json'));
    expect(signer).toBe(visitor.address);
    expect(contracts.layerToken.address).toBe(addressesOf(visitor.address).layerToken);
  });

  test('says in one line why it cannot', async () => {
    writeFileSync(file('wrong'), 'close sesame\n');
    writeKeystore('poor.json', generatePrivateKey());
    const silent = `http://127.0.0.1:${await freePort()}/secret-key`;
    const other = { rpc, keystore: 'artist.json', password: 'password' };
    const refusals: [RegExp, string[]][] = [
      [/serves chain 31337, and the works are on chain 5/, [...deploy(), '--chain-id', '5']],
      [/cannot be used: no connection \(ECONNREFUSED\)/, deploy({ ...other, rpc: silent })],
      [
        /holds 0 of the chain's coin .*, and this costs up to 0\.\d+\. Send it the rest/,
        deploy({ ...other, keystore: 'poor.json' }),
      ],
      [/password does not open the keystore/, deploy({ ...other, password: 'wrong' })],
      [/password file .* cannot be used: there is none of that name/, deploy({ ...other, password: 'nowhere' })],
      [/keystore .* cannot be used: it has no "version": 3/, deploy({ ...other, keystore: 'not.json' })],
      [/Name who signs by exactly one of/, ['deploy', '--rpc', rpc, '--public-url', 'https://wall.example']],
      [/There is no terminal to ask at\. Give --yes/, deploy()],
    ];
    writeFileSync(file('not.json'), '{}');
    const runs = await Promise.all(refusals.map(([, args]) => runCli(args)));
    for (const [i, { code, stderr }] of runs.entries()) {
      expect(stderr).toMatch(refusals[i]![0]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toContain('secret-key');
      expect(code).toBe(65);
    }
    expect(await nonce()).toBe(0);
  });

  test('refuses a place where something else is, and a file of another chain', async () => {
    await node().setCode({ address: addressesOf(artist.address).layerSale, bytecode: '0x60' });
    const taken = await runCli([...deploy(), '--yes']);
    expect(taken.stderr).toMatch(/this account's LayerSale, is another: its code is not that of this version/);
    await node().setCode({ address: addressesOf(artist.address).layerSale, bytecode: '0x' });
    await runCli([...deploy(), '--yes']);
    const written = readDeploymentFile(file('deployment.json'));
    writeFileSync(file('deployment.json'), JSON.stringify({ ...written, chainId: 5 }));
    expect((await runCli(deploy())).stderr).toMatch(/serves chain 31337, and the works are on chain 5/);
  });

  test('works where the node cannot simulate', async () => {
    const plain = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const { id, method } = JSON.parse(body);
      const error = { code: -32601, message: 'the method eth_simulateV1 does not exist' };
      if (method === 'eth_simulateV1') return response.end(JSON.stringify({ jsonrpc: '2.0', id, error }));
      const answer = await fetch(rpc, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return response.end(await answer.text());
    }).listen(await freePort(), '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as { port: number };
    const args = deploy({ rpc: `http://127.0.0.1:${port}`, keystore: 'artist.json', password: 'password' });
    const { code, stdout } = await runCli([...args, '--yes']);
    plain.closeAllConnections();
    plain.close();
    expect(stdout).toContain('This node does not simulate (eth_simulateV1)');
    expect(code).toBe(0);
    expect(await nonce()).toBe(STEPS);
  });
});

describe('pentimento work create', () => {
  beforeEach(async () => {
    const account = privateKeyToAccount(artist.privateKey);
    const wallet = createWalletClient({ account, chain: foundry, transport: http(rpc) });
    await deploySeries(client(), wallet, file('deployment.json'));
    writeFileSync(file('work.json'), JSON.stringify(tinyManifest()));
  });

  test('says what it costs, mints once, and tells the tokens and where to see them', async () => {
    const dry = await runCli([...create(), '--dry-run']);
    expect(dry.stdout).toMatch(/creating a work of 3 tokens {2,}[\d,]+ gas {2}[\d.]+ ETH/);
    expect(await nonce()).toBe(STEPS);

    const minted = await runCli([...create(), '--yes']);
    expect(minted.stderr).toBe('');
    expect(minted.stdout).toContain('token 65536  master, Small');
    expect(minted.stdout).toContain('token 65538  layer 2, Figure');
    expect(minted.stdout).toContain('https://wall.example/screen/1');

    const again = await runCli([...create(), '--yes']);
    expect(again.stdout).toContain('The series has this work already.');
    expect(again.stdout).toContain('token 65538  layer 2, Figure');
    expect(await nonce()).toBe(STEPS + 1);
  });

  test('killed with its transaction unmined, finds the work it made', async () => {
    await node().setAutomine(false);
    const killed = startCli([...create(), '--yes']);
    await waitFor('the transaction', async () => (await nonce('pending')) === STEPS + 1);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const again = startCli([...create(), '--yes']);
    await waitFor('the next run to wait for it', () => again.output().includes('Waiting for a transaction'));
    await node().mine({ blocks: 1 });
    await node().setAutomine(true);
    expect((await again.ended).stdout).toContain('token 65536  master, Small');
    expect(await nonce()).toBe(STEPS + 1);
  });

  test('refuses what the model cannot paint, what is no manifest, and whoever is not the artist', async () => {
    const manifest = tinyManifest();
    writeFileSync(
      file('other.json'),
      JSON.stringify({ ...manifest, model: { ...manifest.model, sha256: 'ab'.repeat(32) } }),
    );
    writeKeystore('visitor.json', visitor.privateKey);
    const refusals: [RegExp, string[]][] = [
      [/model\.sha256: is abab/, create('other.json')],
      [/nowhere\.json cannot be read: there is none of that name/, create('nowhere.json')],
      [/the contract refuses with NotArtist/, create('work.json', 'visitor.json')],
    ];
    const runs = await Promise.all(refusals.map(([, args]) => runCli([...args, '--yes'])));
    for (const [i, { code, stderr }] of runs.entries()) {
      expect(stderr).toMatch(refusals[i]![0]);
      expect(code).toBe(65);
    }
    expect(await nonce()).toBe(STEPS);
  });
});

const file = (name: string) => join(folder, name);

function deploy(by = { rpc, keystore: 'artist.json', password: 'password' }): string[] {
  return [
    ...['deploy', '--rpc', by.rpc, '--public-url', 'https://wall.example/', '--out', file('deployment.json')],
    ...['--keystore', file(by.keystore), '--password-file', file(by.password)],
  ];
}

function create(manifest = 'work.json', keystore = 'artist.json'): string[] {
  return [
    ...['work', 'create', file(manifest), '--rpc', rpc, '--deployment', file('deployment.json'), '--model', TINY_MODEL],
    ...['--keystore', file(keystore), '--password-file', file('password')],
  ];
}

/** Encrypted with little work, as tests need no strong one. */
function writeKeystore(name: string, privateKey: Hex): void {
  const [key, options] = Keystore.scrypt({ password: 'open sesame', n: 1024, r: 8, p: 1 });
  writeFileSync(file(name), JSON.stringify(Keystore.encrypt(privateKey, key, options)));
}

const client = () => createPublicClient({ chain: foundry, transport: http(rpc, { retryCount: 0 }), cacheTime: 0 });
const node = () => createTestClient({ mode: 'anvil', chain: foundry, transport: http(rpc) });
const nonce = (blockTag: 'latest' | 'pending' = 'latest') =>
  client().getTransactionCount({ address: artist.address, blockTag });
