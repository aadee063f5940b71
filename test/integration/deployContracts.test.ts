import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createPublicClient, createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { createWork } from '../../engine/chain/createWork.js';
import { deployContracts } from '../../engine/chain/deployContracts.js';
import { NoCreate2Deployer, TransactionFailed } from '../../engine/errors/deployErrors.js';
import { anvilBinary } from '../../server/world/anvilBinary.js';
import { type DemoWallet, demoWallets } from '../../server/world/demoWallets.js';
import { genesisWork } from '../../server/world/genesisWork.js';
import { freePort } from '../harness/freePort.js';
import { waitFor } from '../harness/waitFor.js';

jest.setTimeout(60_000);

const series = { cap: 529, baseURI: 'http://localhost/', messageFee: 5n, messageCooldown: 30 };
const people = demoWallets();
const work = genesisWork({ name: 'house', sha256: 'ab'.repeat(32), directions: [] }, people);

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
  let sendable = 2;
  const dying: typeof wallet = {
    ...wallet,
    writeContract: async (request) => {
      if (--sendable === 0) throw new Error('killed');
      return wallet.writeContract(request);
    },
  };
  await expect(deployContracts({ client, wallet: dying, series })).rejects.toThrow(TransactionFailed);
  const { layerToken, featuredMessages } = await deployContracts({ client, wallet, series });
  expect(await client.getCode({ address: layerToken })).toBeDefined();
  expect(await client.getCode({ address: featuredMessages })).toBeDefined();
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
