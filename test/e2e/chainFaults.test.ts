import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createTestClient, http, type TestClient } from 'viem';
import { foundry } from 'viem/chains';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { openBrowser } from '../harness/openBrowser.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen } from '../harness/readScreen.js';
import { type FrameRecorder, recordFrames } from '../harness/recordFrames.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

/** Of the work's own shape. */
const VIEWPORT = { width: 320, height: 200 };

describe('a wall, while its chain misbehaves', () => {
  let folder: string;
  let chain: TestChain;
  let node: TestClient<'anvil'>;
  let server: RunningServer;
  let browser: Browser;
  let wall: Page;
  let frames: FrameRecorder;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-faults-'));
    [chain, browser] = await Promise.all([openChain(), openBrowser()]);
    node = createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    server = await startServer({ dataFolder: folder, env: environment() });
    wall = await browser.newPage({ viewport: VIEWPORT });
    await wall.goto(`${server.url}/screen/1`);
    await wallShowsChain();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end();
    await chain?.end();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    frames = recordFrames(wall);
  });
  afterEach(async () => {
    await frames.more();
    expect(await frames.stop()).toBe(0);
  });

  const environment = () => ({ ...chain.env, REORG_WINDOW: '10', RPC_RATE: '1000' });
  const json = (path: string) => fetch(`${server.url}${path}`).then((response) => response.json());
  const state = (): Promise<Snapshot> => json('/api/works/1/state');
  const words = async () => (await state()).state.tokens.map(({ word }) => word);
  const wordsOnChain = () => Promise.all([0, 1, 2].map((index) => chain.wordOf(index)));
  /** Moves lever 0 of both layers, a block each. */
  const restyle = async (values: readonly number[]) => {
    for (const [at, value] of values.entries()) await chain.restyle(1 + (at % 2), [{ lever: 1, index: value }]);
  };

  /** Waits until the wall shows whole what the chain says, and compares it with a wall that was hung only now. */
  async function wallShowsChain() {
    await waitFor('the wall to show the chain', async () => {
      const [onChain, served, shown] = await Promise.all([
        wordsOnChain().catch(() => null),
        state().catch(() => null),
        readScreen(wall),
      ]);
      // For a moment the next chain has the contracts and not yet the work.
      const isServed = served?.state && String(served.state.tokens.map(({ word }) => word)) === String(onChain);
      return isServed && shown?.shownSeq === served.seq && shown.stateHash === served.stateHash;
    });
    const fresh = await browser.newPage({ viewport: VIEWPORT });
    await fresh.goto(`${server.url}/screen/1`);
    await waitFor('the fresh wall', async () => (await readScreen(fresh))?.shownSeq === (await state()).seq);
    await waitFor('both walls to show the same', async () =>
      (await pictureOfArt(wall)).equals(await pictureOfArt(fresh)),
    );
    await fresh.close();
  }

  it('follows a reorg of six blocks with restyles on both forks', async () => {
    const before = await node.snapshot();
    await restyle([3, 4, 5, 6, 7, 8]);
    await wallShowsChain();
    const abandoned = await words();
    await node.revert({ id: before });
    await restyle([13, 14, 15, 16, 17, 18, 19]);
    await wallShowsChain();
    expect(await words()).not.toEqual(abandoned);
    expect(server.output()).toContain('The chain went back to block');
  });

  it('finds a reorg that happened while the server was down', async () => {
    const before = await node.snapshot();
    await restyle([20, 21]);
    await wallShowsChain();
    await server.end();
    await node.revert({ id: before });
    await restyle([25, 26, 27]);
    server = await startServer({ dataFolder: folder, port: server.port, env: environment() });
    await wallShowsChain();
    expect(server.output()).toContain('The chain went back to block');
  });

  it('raises the alarm after a reorg beyond the window, and has the right picture all the same', async () => {
    const before = await node.snapshot();
    await restyle([1]);
    await node.mine({ blocks: 120, interval: 12 });
    await wallShowsChain();
    expect(await json('/health')).toMatchObject({ finalityViolated: false });
    await node.revert({ id: before });
    await restyle([2]);
    await node.mine({ blocks: 122, interval: 12 });
    await wallShowsChain();
    expect(await json('/health')).toMatchObject({ finalityViolated: true });
  });

  it('keeps the last good art when the chain is gone, tells the operator alone, and follows the next chain', async () => {
    const held = await state();
    await chain.lose();
    const concern = await waitFor('the operator to be told', async () => {
      const { concerns } = await json('/health');
      return concerns.find((words: string) => words.startsWith("The chain's node at"));
    });
    expect(concern).toContain('The last state stays up');
    expect((await fetch(`${server.url}/ready`)).status).toBe(503);
    expect(await readScreen(wall)).toMatchObject({ connection: 'up', stateHash: held.stateHash });
    await waitFor('the credits of the last restyles to go', async () => {
      return (await wall.locator('#slots [data-shown]').count()) === 0;
    });
    expect(await wall.locator('#notice').isVisible()).toBe(false);
    expect((await fetch(`${server.url}/ready`)).status).toBe(503);

    await chain.build();
    await restyle([30, 31]);
    await wallShowsChain();
    expect((await state()).epoch).not.toBe(held.epoch);
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
  });
});
