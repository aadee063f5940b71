import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { createPublicClient, createWalletClient, hexToBytes, http, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { CREATE3_FACTORY } from '../../engine/chain/deployContracts.js';
import { contractsAt } from '../../engine/chain/deployedCode.js';
import type { DeploymentFile } from '../../engine/chain/deploymentFile.js';
import { ChainUnreachable, NoContract, WrongChain } from '../../engine/errors/chainErrors.js';
import { WrongContract } from '../../engine/errors/deployErrors.js';
import { ModelMissing } from '../../engine/errors/modelErrors.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import { unpackManifest } from '../../engine/scene/manifestBytes.js';
import { encodeChanges } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { readAnvilRecord } from '../../server/world/anvilRecord.js';
import { GENESIS_ENTROPY } from '../../server/world/genesis.js';
import { openWorld } from '../../server/world/openWorld.js';
import type { World, WorldConfig } from '../../server/world/world.js';
import { freePort } from '../harness/freePort.js';
import { waitFor } from '../harness/waitFor.js';

const ROOT = join(__dirname, '../..');

let folder: string;
let config: WorldConfig;
let open: World[];
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-world-'));
  cpSync(join(ROOT, 'test/fixtures/tinyModel'), join(folder, 'model'), { recursive: true });
  config = {
    chain: null,
    dataFolder: join(folder, 'data'),
    modelFolder: join(folder, 'model'),
    publicUrl: 'http://localhost:3000',
  };
  open = [];
  said = [];
});

afterEach(async () => {
  for (const world of open) await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a cold start makes Genesis: the artist keeps the master, three owners have the layers', async () => {
  const world = await opened();
  const token = tokenOf(world);
  const manifest = unpackManifest(hexToBytes(await token.manifest()));
  expect(manifest.title).toBe('Genesis');
  expect(await token.works()).toBe(1n);
  const [artist, ...owners] = world.wallets?.map(({ address }) => address) ?? [];
  const holders = await Promise.all([0, ...manifest.layers.keys()].map((index) => token.owner(index)));
  expect(holders[0]).toBe(artist);
  const layerHolders = await Promise.all(manifest.layers.map((_, i) => token.owner(i + 1)));
  expect(new Set(layerHolders)).toEqual(new Set(owners.slice(0, 3)));
  const levers = [manifest.master.levers, ...manifest.layers.map((layer) => layer.levers)];
  for (const [index, itsLevers] of levers.entries()) expect(await token.word(index)).toBe(firstWord(itsLevers));
  expect(await token.image(3)).toBe('http://localhost:3000/api/images/65539?v=0');
});

test('addresses, and so every seed, are those of every other machine', async () => {
  const world = await opened();
  expect(CREATE3_FACTORY).toBe('0x51e0523386d3ca9f77408e268f15d89ec758633f');
  expect(world.layerToken).toBe('0x6cd2d5a443510257501266ed397699316ee4c7ec');
  expect(await tokenOf(world).seed(1)).toBe(layerSeed(world.layerToken, GENESIS_ENTROPY, tokenIdOf(1, 1)));
});

test('a second start resumes the world and mints nothing', async () => {
  const first = await opened();
  const word = await restyle(first, 1);
  const before = await tokenOf(first).genesisBlock();
  await first.close();
  const second = await opened();
  expect(await tokenOf(second).genesisBlock()).toBe(before);
  expect(await tokenOf(second).works()).toBe(1n);
  expect(await tokenOf(second).word(1)).toBe(word);
  expect(second).toMatchObject({
    layerToken: first.layerToken,
    deployBlock: first.deployBlock,
    rpcUrls: first.rpcUrls,
  });
});

test('a new public address moves the pictures and nothing else', async () => {
  const first = await opened();
  await first.close();
  config = { ...config, publicUrl: 'https://wall.example' };
  const second = await opened();
  expect(await tokenOf(second).image(1)).toBe('https://wall.example/api/images/65537?v=0');
  expect(await tokenOf(second).works()).toBe(1n);
});

test('an anvil that is killed comes back at the same address, at its last save', async () => {
  const world = await opened();
  const word = await restyle(world, 2);
  await waitFor('the restyle to be saved', () => savedState().includes(word.slice(2).replace(/^0+/, '')));
  const killed = anvilPid();
  process.kill(killed, 'SIGKILL');
  await waitFor('another anvil', () => ![undefined, killed].includes(anvilRecord()?.pid));
  expect(await tokenOf(world).word(2)).toBe(word);
  expect(said.join()).toContain('goes on from its last save');
});

test('after SIGKILL of the server, the anvil it left is taken over with everything it holds', async () => {
  const server = await separateServer();
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  const orphan = anvilPid();
  const word = await restyle(server.world, 3);
  const world = await opened();
  expect(() => process.kill(orphan, 0)).toThrow();
  expect(await tokenOf(world).word(3)).toBe(word);
  expect(await tokenOf(world).works()).toBe(1n);
});

test('after SIGKILL of server and anvil, the last save is resumed and nothing is minted again', async () => {
  const server = await separateServer();
  const before = await tokenOf(server.world).genesisBlock();
  await restyle(server.world, 3);
  server.child.kill('SIGKILL');
  process.kill(anvilPid(), 'SIGKILL');
  await once(server.child, 'exit');
  writeFileSync(join(config.dataFolder, 'chain/state.json.partial'), '{"half a sa');
  const world = await opened();
  expect(await tokenOf(world).genesisBlock()).toBe(before);
  expect(await tokenOf(world).works()).toBe(1n);
});

test('a world of another model is moved aside, and one line says so', async () => {
  const first = await opened();
  await first.close();
  writeFileSync(join(config.dataFolder, 'desk.db'), 'what the gallery decided');
  const file = join(config.modelFolder, 'model.json');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  said = [];
  const second = await opened();
  const aside = readdirSync(config.dataFolder).filter((name) => name.startsWith('moved-aside-'));
  expect(aside).toHaveLength(1);
  expect(readdirSync(join(config.dataFolder, aside[0]!)).sort()).toEqual(['chain', 'desk.db', 'world.json']);
  expect(said.filter((line) => line.includes('made with other model, manifest'))).toHaveLength(1);
  expect(await tokenOf(second).works()).toBe(1n);
  expect(second.layerToken).toBe(first.layerToken);
});

test('a port that somebody else took since is left to them', async () => {
  const first = await opened();
  await first.close();
  const asked: string[] = [];
  const stranger = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{}');
  }).listen(Number(new URL(first.rpcUrls[0]!).port), '127.0.0.1');
  await once(stranger, 'listening');
  const second = await opened();
  expect(second.rpcUrls).not.toEqual(first.rpcUrls);
  expect(await tokenOf(second).works()).toBe(1n);
  stranger.close();
});

test('a folder without a model is refused before anything is written', async () => {
  rmSync(join(config.modelFolder, 'model.json'));
  await expect(openWorld(config, log())).rejects.toThrow(ModelMissing);
  expect(readdirSync(folder)).toEqual(['model']);
});

test('a given chain is used as it is, or refused for one clear reason', async () => {
  const { rpcUrls, wsUrl, rate, chainId, deployBlock, local, wallets, relayerKey, close, ...addresses } =
    await opened();
  const client = createPublicClient({ transport: http(rpcUrls[0]) });
  const deployment: DeploymentFile = {
    format: 'pentimento-deployment/1',
    chainId,
    deployBlock,
    artist: wallets?.[0]?.address ?? '0x',
    publicUrl: config.publicUrl,
    contracts: await contractsAt(client, addresses),
  };
  const chain = { rpcUrls, wsUrl, rate, deployment };
  const given = await openWorld({ ...config, chain }, log());
  expect(given).toMatchObject({ ...addresses, rpcUrls, chainId, deployBlock, local: false });
  expect(relayerKey).toBeDefined();
  expect(given.wallets).toBeUndefined();
  expect(given.relayerKey).toBeUndefined();
  await given.close();

  const refusal = (overrides: Partial<typeof chain>) =>
    openWorld({ ...config, chain: { ...chain, ...overrides } }, log()).catch((error) => error);
  const other = (contracts: Partial<DeploymentFile['contracts']>) =>
    refusal({ deployment: { ...deployment, contracts: { ...deployment.contracts, ...contracts } } });
  const nobody = `0x${'00'.repeat(19)}aa` as Hex;
  const { layerToken, featuredMessages } = deployment.contracts;
  expect(await refusal({ rpcUrls: [`http://127.0.0.1:${await freePort()}/secret-key`] })).toBeInstanceOf(
    ChainUnreachable,
  );
  expect(await refusal({ deployment: { ...deployment, chainId: 1 } })).toBeInstanceOf(WrongChain);
  expect(await other({ layerToken: { ...layerToken, address: nobody } })).toBeInstanceOf(NoContract);
  expect(await other({ layerToken: { ...layerToken, address: featuredMessages.address } })).toBeInstanceOf(
    WrongContract,
  );
  expect(await other({ layerLens: { ...layerToken, address: nobody } })).toBeInstanceOf(WrongContract);
});

async function opened(): Promise<World> {
  const world = await openWorld(config, log());
  open.push(world);
  return world;
}

function log() {
  return pino({ level: 'info' }, { write: (line: string) => said.push(line) });
}

/** A world opened by a process of its own, to be killed. */
async function separateServer(): Promise<{ child: ChildProcess; world: World }> {
  const script = `
    import { pino } from 'pino';
    import { openWorld } from '${join(ROOT, 'dist/server/world/openWorld.js')}';
    console.log(JSON.stringify(await openWorld(${JSON.stringify(config)}, pino({ level: 'silent' }))));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() =>
    Promise.reject(new Error('the process ended before its world was open')),
  );
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  ended.catch(() => undefined);
  return { child, world: JSON.parse(line) };
}

const anvilRecord = () => readAnvilRecord(join(config.dataFolder, 'chain'));

function anvilPid(): number {
  const record = anvilRecord();
  if (!record) throw new Error('no anvil is on record');
  return record.pid;
}

function savedState(): string {
  return readFileSync(join(config.dataFolder, 'chain/state.json'), 'utf8');
}

/** Moves a layer's first lever by its owner's hand. */
async function restyle(world: World, index: number): Promise<Hex> {
  const token = tokenOf(world);
  const owner = await token.owner(index);
  const wallet = world.wallets?.find(({ address }) => address === owner);
  if (!wallet) throw new Error(`nobody here owns token ${index}`);
  const client = createWalletClient({
    account: privateKeyToAccount(wallet.privateKey),
    chain: foundry,
    transport: http(world.rpcUrls[0]),
  });
  const hash = await client.writeContract({
    address: world.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyle',
    args: [tokenIdOf(1, index), encodeChanges([{ lever: 0, index: 7 }]), 0],
  });
  await token.client.waitForTransactionReceipt({ hash });
  return token.word(index);
}

/** Reads Genesis from the chain. */
function tokenOf(world: World) {
  const client = createPublicClient({
    chain: foundry,
    transport: http(world.rpcUrls[0]),
    pollingInterval: 20,
    cacheTime: 0,
  });
  const contract = { address: world.layerToken, abi: layerTokenAbi } as const;
  const id = (index: number) => [tokenIdOf(1, index)] as const;
  return {
    client,
    works: () => client.readContract({ ...contract, functionName: 'works' }),
    manifest: () => client.readContract({ ...contract, functionName: 'manifestOf', args: [1n] }),
    owner: async (index: number) =>
      (await client.readContract({ ...contract, functionName: 'ownerOf', args: id(index) })).toLowerCase(),
    word: async (index: number) =>
      toHex(await client.readContract({ ...contract, functionName: 'styleOf', args: id(index) }), { size: 32 }),
    seed: (index: number) => client.readContract({ ...contract, functionName: 'seedOf', args: id(index) }),
    image: async (index: number) => {
      const uri = await client.readContract({ ...contract, functionName: 'tokenURI', args: id(index) });
      return JSON.parse(Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64').toString()).image;
    },
    genesisBlock: async () => (await client.getBlock({ blockNumber: 0n })).hash,
  };
}
