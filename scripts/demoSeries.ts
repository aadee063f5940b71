/**
 * Fills the demo world's series, 23 works with 529 layers together, and puts it up for sale, so that a mosaic and the sale
 * pages have something to show: every work has a first price, three of its layers their owner's, five masters an auction.
 *
 *     npm run demo:series
 *
 * Works on the chain of the demo server that runs on the same DATA_DIR, which paints what it hears of; without one it opens
 * the world itself, and the next start paints. Ended anywhere, it goes on where it was.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Abi, createPublicClient, createWalletClient, http, parseEther, zeroAddress } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { layerSaleAbi } from '../engine/abi/layerSale.gen.js';
import { layerTokenAbi } from '../engine/abi/layerToken.gen.js';
import { reserveAuctionAbi } from '../engine/abi/reserveAuction.gen.js';
import { createWork } from '../engine/chain/createWork.js';
import { addressesOf } from '../engine/chain/deployContracts.js';
import { FolderInUse } from '../engine/errors/lockErrors.js';
import { readModelFacts } from '../engine/latent/readModelFacts.js';
import type { Hex } from '../engine/protocol/primitives.js';
import { boundsOf, firstWord } from '../engine/scene/leverValue.js';
import { packManifest } from '../engine/scene/manifestBytes.js';
import { tokenIdOf } from '../engine/scene/tokenId.js';
import { lockFolder } from '../engine/state/lockFolder.js';
import { readConfig } from '../server/config/readConfig.js';
import { createLog } from '../server/log/createLog.js';
import { anvilUrl } from '../server/world/anvilClient.js';
import { readAnvilRecord } from '../server/world/anvilRecord.js';
import { type DemoWallet, demoWallets } from '../server/world/demoWallets.js';
import { localChain } from '../server/world/localChain.js';
import { openWorld } from '../server/world/openWorld.js';
import { firstOfSeries, SERIES_WORKS, seriesEntropy, seriesManifest } from '../server/world/seriesManifest.js';
import { LocalChainFailed } from '../server/world/worldErrors.js';

/** Every so many layers of a work belong to the demo owners in turn, the others to the artist until they are sold. */
const OWNED_EVERY = 3;
/** Works whose masters are auctioned, and whether somebody has bid. */
const AUCTIONS = new Map([
  [3, true],
  [8, false],
  [13, true],
  [18, false],
  [23, true],
]);
const RESERVE = parseEther('1');
/** Milliseconds between two looks for a receipt: anvil mines at once. */
const RECEIPT_INTERVAL = 10;

const config = readConfig(process.env);
if (config.chain) {
  console.error('The demo series is for the local demo world: unset RPC_URL and DEPLOYMENT.');
  process.exit(2);
}
const { artist, owners, visitor } = demoWallets();
const world = await openDemoWorld();
const { layerToken, layerSale, reserveAuction } = addressesOf(artist.address);
const client = createPublicClient({
  chain: localChain,
  transport: http(world.rpcUrl),
  pollingInterval: RECEIPT_INTERVAL,
  cacheTime: 0,
});
const token = { address: layerToken, abi: layerTokenAbi } as const;
const sale = { address: layerSale, abi: layerSaleAbi } as const;
const auction = { address: reserveAuction, abi: reserveAuctionAbi } as const;

try {
  const begun = performance.now();
  const model = await readModelFacts(config.modelFolder);
  for (const seller of [artist, ...owners]) await letSell(seller, layerSale);
  await letSell(artist, reserveAuction);
  for (let number = firstOfSeries(model); number <= SERIES_WORKS; number++) {
    const manifest = seriesManifest(model, number);
    const parts = [manifest.master, ...manifest.layers];
    const work = await createWork({
      client,
      wallet: walletOf(artist),
      layerToken,
      entropy: seriesEntropy(number),
      manifestBytes: packManifest(manifest),
      tokens: parts.map(({ levers }, index) => ({
        owner: ownerOf(index).address,
        bounds: boundsOf(levers),
        word: firstWord(levers),
      })),
    });
    await offer(work, number);
    const bid = AUCTIONS.get(number);
    if (bid !== undefined) await auctionMaster(work, bid);
    showProgress(number, manifest.title);
  }
  console.log(`\nThe series is whole: ${SERIES_WORKS} works, in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
  console.log(
    world.isServed ? 'The server paints them now: /ready says when it is done.' : 'The next start paints them.',
  );
} finally {
  await world.close();
}

interface OpenedWorld {
  rpcUrl: string;
  isServed: boolean;
  close(): Promise<void>;
}

/** The world of the server that has the data folder; without one, the folder's own. */
async function openDemoWorld(): Promise<OpenedWorld> {
  mkdirSync(config.dataFolder, { recursive: true });
  let unlock: () => void;
  try {
    unlock = lockFolder(config.dataFolder);
  } catch (error) {
    if (error instanceof FolderInUse) return servedWorld();
    throw error;
  }
  const opened = await openWorld(config, createLog(config.logLevel));
  return {
    rpcUrl: opened.rpcUrls[0] ?? '',
    isServed: false,
    async close() {
      await opened.close();
      unlock();
    },
  };
}

function servedWorld(): OpenedWorld {
  const record = readAnvilRecord(join(config.dataFolder, 'chain'));
  if (!record) throw new LocalChainFailed(config.dataFolder, 'the server that has it is still starting', '');
  return { rpcUrl: anvilUrl(record.port), isServed: true, close: async () => {} };
}

/** The artist's master, and layers of all of them. */
function ownerOf(index: number): DemoWallet {
  return index > 0 && index % OWNED_EVERY === 0 ? ownerAt(index / OWNED_EVERY) : artist;
}

function ownerAt(turn: number): DemoWallet {
  return owners[turn % owners.length] ?? artist;
}

async function letSell(seller: DemoWallet, contract: Hex): Promise<void> {
  const args = [seller.address, contract] as const;
  if (await client.readContract({ ...token, functionName: 'isApprovedForAll', args })) return;
  await send(seller, token, 'setApprovalForAll', [contract, true]);
}

/** A first price for the artist's layers, and each owner's foremost at a price of its own. */
async function offer(work: number, number: number): Promise<void> {
  const price = (hundredths: number) => parseEther(String(hundredths / 100));
  if ((await client.readContract({ ...sale, functionName: 'workPriceOf', args: [BigInt(work)] })) === 0n) {
    await send(artist, sale, 'setWorkPrice', [BigInt(work), price(5 + (number % 7))]);
  }
  for (let turn = 1; turn <= owners.length; turn++) {
    const tokenId = tokenIdOf(work, turn * OWNED_EVERY);
    const [seller, asked] = await client.readContract({ ...sale, functionName: 'offerOf', args: [tokenId] });
    if (asked !== 0n || seller.toLowerCase() !== ownerAt(turn).address) continue;
    await send(ownerAt(turn), sale, 'list', [tokenId, price(10 + ((number * turn) % 23))]);
  }
}

async function auctionMaster(work: number, bid: boolean): Promise<void> {
  const tokenId = tokenIdOf(work, 0);
  const auctioned = () => client.readContract({ ...auction, functionName: 'auctionOf', args: [tokenId] });
  const [seller] = await auctioned();
  const owner = await client.readContract({ ...token, functionName: 'ownerOf', args: [tokenId] });
  if (seller === zeroAddress && owner.toLowerCase() === artist.address) {
    await send(artist, auction, 'create', [tokenId, RESERVE]);
  }
  const [still, bidder] = await auctioned();
  if (!bid || still === zeroAddress || bidder !== zeroAddress) return;
  const word = await client.readContract({ ...token, functionName: 'styleOf', args: [tokenId] });
  const value = await client.readContract({ ...auction, functionName: 'leastBid', args: [tokenId] });
  await send(visitor, auction, 'bid', [tokenId, word], value);
}

async function send(
  by: DemoWallet,
  { address, abi }: { address: Hex; abi: Abi },
  functionName: string,
  args: unknown[],
  value = 0n,
): Promise<void> {
  const hash = await walletOf(by).writeContract({ address, abi, functionName, args, value });
  await client.waitForTransactionReceipt({ hash });
}

function walletOf({ privateKey }: DemoWallet) {
  return createWalletClient({
    account: privateKeyToAccount(privateKey),
    chain: localChain,
    transport: http(world.rpcUrl),
  });
}

/** One line that fills, or one a work where nobody watches. */
function showProgress(number: number, title: string): void {
  const bar = `${'█'.repeat(number)}${'░'.repeat(SERIES_WORKS - number)}`;
  const line = `${bar} ${number}/${SERIES_WORKS}  ${title}`;
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
}
