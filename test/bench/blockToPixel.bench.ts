/**
 * From block to pixel: an owner restyles a layer to a picture that was never painted, and a wall shows it.
 *
 *     npm run bench
 *
 * Each round measures one restyle twice over: on a wall that morphs (block seen → first changed frame → morph complete),
 * and, with the wall closed and another restyle, on a page that swaps one flat still, as the predecessor's displays did
 * (block seen → the new still is there; asked for every 50 ms, where the wall is told). Ratios are to that flat still in the same run. Inference is what the painter took
 * for the pictures the wall waited for. The browser draws by SwiftShader, without a GPU.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { decodeWord, encodeChanges } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { openBrowser } from '../harness/openBrowser.js';
import { screenShows } from '../harness/readScreen.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const ROUNDS = 7;
const VIEWPORT = { width: 480, height: 300 };
/** The layer that is restyled, and its lever: which variant feeds the fine band. */
const CELESTIAL = 2;
const FINE = 2;
const PAINTED = 'Painted a raster.';
/** How the wall moves between two pictures is a matter of taste, not of speed. */
const MORPH_MS = 2_400;

interface Session {
  chainId: number;
  wallets: { address: Hex; privateKey: Hex }[];
}

const folder = await mkdtemp(join(tmpdir(), 'pentimento-bench-'));
const server = await startServer({ dataFolder: folder, env: { LOG_LEVEL: 'debug' } });
const browser = await openBrowser();
let variant = 0;
interface OnWall {
  firstFrame: number;
  complete: number;
  firstPicture: number;
  allPictures: number;
}

async function restyleOnWall(page: Page): Promise<OnWall> {
  await page.goto(`${server.url}/screen/1`);
  await screenShows(page, (await state()).seq);
  const painted = await paintedUntilIdle();
  const block = await restyle();
  const { seq } = await waitFor('the restyle to be applied', async () => {
    const snapshot = await state();
    return snapshot.state.block.number === block ? snapshot : null;
  });
  const shown = await screenShows(page, seq);
  const seen = seenAt(block);
  // Everything is asked for at once, so that the longest wait is the time of them all.
  const waits = lines(server, PAINTED)
    .slice(painted)
    .map((line) => line.paintMs as number);
  return {
    firstFrame: (shown.firstChangedFrameAt ?? Number.NaN) - seen,
    complete: (shown.morphCompleteAt ?? Number.NaN) - seen,
    firstPicture: Math.min(...waits),
    allPictures: Math.max(...waits),
  };
}

async function restyleOnStill(): Promise<number> {
  const address = `${server.url}/api/works/1/still.webp?width=${VIEWPORT.width}`;
  await paintedUntilIdle();
  const before = (await fetch(address)).headers.get('etag');
  const block = await restyle();
  return waitFor('the new still', async () => {
    const answer = await fetch(address);
    if (!answer.ok || answer.headers.get('etag') === before) return null;
    await answer.arrayBuffer();
    return Date.now() - seenAt(block);
  });
}

/** Moves the layer to the next variant, signed by its owner. Returns the block that carries it. */
async function restyle(): Promise<number> {
  const session: Session = await json('/api/session');
  const { contracts } = await json<{ contracts: { layerToken: Hex } }>('/api/works/1');
  const token = (await state()).state.tokens[CELESTIAL];
  const owner = session.wallets.find(({ address }) => address === token?.owner);
  if (!token || !owner) throw new Error('no demo wallet owns the layer to restyle');
  const { levers, revision } = decodeWord(token.word);
  do variant = (variant + 1) % 16;
  while (variant === levers[FINE]);

  const wallet = createWalletClient({
    account: privateKeyToAccount(owner.privateKey),
    transport: http(`${server.url}/rpc`),
  });
  const hash = await wallet.writeContract({
    chain: null,
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyle',
    args: [tokenIdOf(1, CELESTIAL), encodeChanges([{ lever: FINE, index: variant }]), revision],
  });
  return waitFor('the block', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getTransactionReceipt', params: [hash] });
    const headers = { 'content-type': 'application/json' };
    const { result } = await json<{ result: { blockNumber: Hex } | null }>('/rpc', { method: 'POST', headers, body });
    return result && Number(result.blockNumber);
  });
}

function state(): Promise<Snapshot> {
  return json('/api/works/1/state');
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await fetch(`${server.url}${path}`, init)).json() as Promise<T>;
}

/** When the server saw a block, unix milliseconds. */
function seenAt(block: number): number {
  const line = lines(server, 'Applied a block.').find((found) => found.block === block);
  if (!line) throw new Error(`the server did not tell when it saw block ${block}`);
  return line.seen as number;
}

/** How many pictures were painted so far, once nothing is left to paint of the restyle before. */
async function paintedUntilIdle(): Promise<number> {
  const looks: number[] = [];
  return waitFor('the painter to be idle', () => {
    looks.push(lines(server, PAINTED).length);
    return looks.length > 10 && looks.at(-1) === looks.at(-10) ? looks.at(-1) : null;
  });
}

function lines(running: RunningServer, message: string): Record<string, unknown>[] {
  return running
    .output()
    .split('\n')
    .filter((line) => line.includes(message))
    .map((line) => JSON.parse(line));
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function report(wall: OnWall[], still: number) {
  const of = (pick: (round: OnWall) => number) => median(wall.map(pick));
  const row = (what: string, ms: number) =>
    console.log(`${what.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms   ${(ms / still).toFixed(2).padStart(5)} ×`);
  const firstFrame = of((round) => round.firstFrame);
  const firstPicture = of((round) => round.firstPicture);
  console.log(
    `median of ${wall.length} restyles to pictures never painted, ${cpus()[0]?.model}, ${cpus().length} cores`,
  );
  row('reference: block seen → flat still swapped', still);
  row('block seen → first changed frame', firstFrame);
  row('  of it inference of the new picture', firstPicture);
  row(
    'inference of it and the seven between',
    of((round) => round.allPictures),
  );
  row(
    'block seen → morph complete',
    of((round) => round.complete),
  );
  row('  of it the morph itself, by design', MORPH_MS);
  console.log(
    `inference of the new picture is ${((100 * firstPicture) / firstFrame).toFixed(0)} % of the way to the first changed frame`,
  );
}

try {
  const page = await browser.newPage({ viewport: VIEWPORT });
  const wall = [];
  const still = [];
  for (let round = 0; round < ROUNDS; round++) {
    wall.push(await restyleOnWall(page));
    await page.goto('about:blank');
    still.push(await restyleOnStill());
  }
  report(wall, median(still));
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}
