import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createPublicClient, createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { createWork } from '../../engine/chain/createWork.js';
import { deployContracts, type Series } from '../../engine/chain/deployContracts.js';
import { DifferentContract, NoCreate2Deployer, TransactionFailed } from '../../engine/errors/deployErrors.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { anvilBinary } from '../../server/world/anvilBinary.js';
import { type DemoWallet, demoWallets } from '../../server/world/demoWallets.js';
import { demoWorkSetup, demoWorks } from '../../server/world/demoWorks.js';
import { freePort } from '../harness/freePort.js';
import { waitFor } from '../harness/waitFor.js';

const series = { cap: 529, publicUrl: 'http://localhost', messageFee: 5n, messageCooldown: 30 };
const people = demoWallets();
const model = { name: 'house', sha256: 'ab'.repeat(32), classes: [], directions: [], signature: null };
const [genesis] = demoWorks(model);
const work = demoWorkSetup(genesis!, people);

let anvil: ChildProcess;
afterEach(async () => {
  anvil.kill('SIGKILL');
  await once(anvil, 'exit');
});

test('a second deployment finds the first and sends nothing', async () => {
  const { client, walletOf } = await chain();
  const wallet = walletOf(people.artist);
  const first = await deployContracts({ client, wallet, series });
  const sent = await client.getTransactionCount({ address: people.artist.address });
  expect(await deployContracts({ client, wallet, series })).toEqual(first);
  expect(await client.getTransactionCount({ address: people.artist.address })).toBe(sent);
});

test('what a killed deployment left undone is done by the next', async () => {
  const { client, walletOf } = await chain();
  const wallet = walletOf(people.artist);
  let sendable = 3;
  const dying: typeof wallet = {
    ...wallet,
    sendTransaction: async (request) => {
      if (--sendable < 0) throw new Error('killed');
      return wallet.sendTransaction(request);
    },
  };
  await expect(deployContracts({ client, wallet: dying, series })).rejects.toThrow(TransactionFailed);
  const { deployBlock, ...addresses } = await deployContracts({ client, wallet, series });
  const codes = await Promise.all(Object.values(addresses).map((address) => client.getCode({ address })));
  expect(codes.filter((code) => code === undefined)).toEqual([]);
  expect(await client.getTransactionCount({ address: people.artist.address })).toBe(9);
});

test('metadata is written on chain from the start, and a new address of the server moves its pictures', async () => {
  const { client, walletOf } = await chain();
  const wallet = walletOf(people.artist);
  const { layerToken } = await deployContracts({ client, wallet, series });
  await createWork({ client, wallet, layerToken, ...work });
  const imageOf = async () => {
    const args = [tokenIdOf(1, 2)] as const;
    const uri = await client.readContract({ address: layerToken, abi: layerTokenAbi, functionName: 'tokenURI', args });
    return JSON.parse(Buffer.from(uri.split('base64,')[1]!, 'base64').toString()).image;
  };
  expect(await imageOf()).toBe('http://localhost/api/images/65538?v=0');
  const sent = await client.getTransactionCount({ address: people.artist.address });
  await deployContracts({ client, wallet, series: { ...series, publicUrl: 'https://wall.example' } });
  expect(await imageOf()).toBe('https://wall.example/api/images/65538?v=0');
  expect(await client.getTransactionCount({ address: people.artist.address })).toBe(sent + 2);
});

test('what is there already and is not what was asked for is refused', async () => {
  const { client, walletOf } = await chain();
  const wallet = walletOf(people.artist);
  const { layerSale } = await deployContracts({ client, wallet, series });
  const asked = (other: Partial<Series>) => deployContracts({ client, wallet, series: { ...series, ...other } });
  await expect(asked({ cap: 100 })).rejects.toThrow(/LayerToken, is another: its cap is 529, and 100 was asked for/);
  await expect(asked({ messageCooldown: 9 })).rejects.toThrow(DifferentContract);
  await client.request({ method: 'anvil_setCode' as never, params: [layerSale, '0x00'] as never });
  await expect(asked({})).rejects.toThrow(/LayerSale, is another: its code is not that of this version/);
});

test('a work is created once, and refused to anybody but the artist', async () => {
  const { client, walletOf } = await chain();
  const { layerToken } = await deployContracts({ client, wallet: walletOf(people.artist), series });
  const byVisitor = createWork({ client, wallet: walletOf(people.visitor), layerToken, ...work });
  await expect(byVisitor).rejects.toThrow(/creating a work of 8 tokens: .*NotArtist/);
  expect(await createWork({ client, wallet: walletOf(people.artist), layerToken, ...work })).toBe(1);
  expect(await createWork({ client, wallet: walletOf(people.artist), layerToken, ...work })).toBe(1);
  expect(await client.readContract({ address: layerToken, abi: layerTokenAbi, functionName: 'works' })).toBe(1n);
});

test('a chain without the CREATE2 deployer is refused', async () => {
  const { client, walletOf } = await chain('--disable-default-create2-deployer');
  await expect(deployContracts({ client, wallet: walletOf(people.artist), series })).rejects.toThrow(NoCreate2Deployer);
});

async function chain(...options: string[]) {
  const port = await freePort();
  anvil = spawn(anvilBinary(), ['--port', String(port), '--quiet', ...options], { stdio: 'ignore' });
  const transport = http(`http://127.0.0.1:${port}`, { retryCount: 0 });
  const client = createPublicClient({ chain: foundry, transport, pollingInterval: 20, cacheTime: 0 });
  await waitFor('anvil to answer', () => client.getChainId().catch(() => null));
  const walletOf = ({ privateKey }: DemoWallet) =>
    createWalletClient({ account: privateKeyToAccount(privateKey), chain: foundry, transport });
  return { client, walletOf };
}
