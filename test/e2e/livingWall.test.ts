import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { io, type Socket } from 'socket.io-client';
import type { Delta, ScreenToServer, ServerToScreen, Snapshot } from '../../engine/protocol/messages.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { momentOf } from '../../engine/scene/moment.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { livePicture } from '../harness/livePicture.js';
import { openBrowser } from '../harness/openBrowser.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

/** Of the work's own shape, so that the composite fills the window: canvas pixel times this is window pixel. */
const VIEWPORT = { width: 480, height: 300 };
const SCALE = 0.3;
/** Bilinear sampling of the layer's edge may reach this many window pixels further. */
const REACH = 2;

declare global {
  interface Window {
    /** How often somebody pressed something. */
    __presses: number;
  }
}

describe('the living wall', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let wall: Page;
  let studio: Page;
  let manifest: Manifest;
  let socket: Socket<ServerToScreen, ScreenToServer>;
  const deltas: Delta[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-wall-'));
    [server, browser] = await Promise.all([startServer({ dataFolder: folder }), openBrowser()]);
    const description = await fetch(`${server.url}/api/works/1`).then((response) => response.json());
    manifest = checkManifest(description.manifest);
    socket = io(server.url, { transports: ['websocket'] });
    socket.on('delta', (delta) => deltas.push(delta));
    await socket.emitWithAck('hello', { v: 1, work: 1, client: 'end-to-end test' });

    wall = await browser.newPage({ viewport: VIEWPORT });
    await wall.goto(`${server.url}/screen/1`);
    await screenShows(wall, (await state()).seq);
    studio = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    await studio.goto(`${server.url}/studio`);
  });

  afterAll(async () => {
    socket?.close();
    await browser?.close();
    await server?.end();
    await rm(folder, { recursive: true, force: true });
  });

  const state = (): Promise<Snapshot> => fetch(`${server.url}/api/works/1/state`).then((response) => response.json());
  /** Where a layer is at this hour. */
  async function placementOf(token: number) {
    const { tokens, restyled } = (await state()).state;
    const seeds = tokens.map(() => `0x${'00'.repeat(32)}` as const);
    const words = tokens.map(({ word }) => word);
    return evaluateScene({ manifest, words, seeds, moment: momentOf(restyled, 0) }).layers[token - 1]!.placement;
  }
  const indexOf = (title: string) => manifest.layers.findIndex((layer) => layer.title === title) + 1;
  const picture = async (page: Page) => {
    await page.bringToFront();
    return PNG.sync.read(await page.screenshot());
  };

  /** The demo wallet that owns a layer signs from now on. */
  async function signAs(name: RegExp) {
    await studio.getByRole('button', { name: /choose a wallet|signing as/i }).click();
    await studio.getByRole('region', { name: 'Demo wallets' }).getByRole('button', { name }).click();
  }

  const layer = (title: string) =>
    studio.getByRole('navigation', { name: 'Layers' }).getByRole('button', { name: new RegExp(`^${title}`) });

  it('shows the composite the server composed, and nothing but the art', async () => {
    expect((await readScreen(wall))?.stateHash).toBe((await state()).stateHash);
    expect(await wall.getByText(/\S/).filter({ visible: true }).count()).toBe(0);
    const { data } = await picture(wall);
    expect(new Set(Array.from({ length: 400 }, (_, i) => data.readUInt32BE(i * 1440))).size).toBeGreaterThan(100);
  });

  it('previews a restyle before anything is signed, then carries it from the owner to every screen', async () => {
    const celestial = indexOf('Celestial');
    const before = { wall: PNG.sync.read(await pictureOfArt(wall)), state: await state() };
    await signAs(/Owns .*Celestial/);
    await layer('Celestial').click();
    const unmoved = await livePicture(studio);

    await studio.getByRole('button', { name: 'By hand' }).click();
    // The radio button itself is unseen: people press the picture, which is its label.
    await studio
      .getByRole('group', { name: /^Colour/ })
      .locator('label:has([aria-label="5"])')
      .click();
    await waitFor('the preview to change', async () => !(await livePicture(studio)).equals(unmoved));
    expect((await state()).stateHash).toBe(before.state.stateHash);
    expect(deltas).toEqual([]);

    await studio.getByRole('button', { name: 'Sign restyle' }).click();
    await studio.getByText(/Confirmed in block \d+\. Every screen/).waitFor();
    const delta = await waitFor('the delta', () => deltas[0]);
    expect(delta).toMatchObject({ ops: [{ op: 'style', token: celestial }] });
    expect(Buffer.byteLength(JSON.stringify(delta))).toBeLessThanOrEqual(512);

    const shown = await screenShows(wall, delta.seq);
    expect(shown.stateHash).toBe((await state()).stateHash);
    // Who painted it is told over the art, which alone is looked at here.
    await wall.evaluate(() => document.getElementById('caption')?.remove());
    const { x, y, width, height } = await placementOf(celestial);
    const { inside, outside } = changedPixels(before.wall, PNG.sync.read(await pictureOfArt(wall)), {
      left: (x - width / 2) * SCALE - REACH,
      right: (x + width / 2) * SCALE + REACH,
      top: (y - height / 2) * SCALE - REACH,
      bottom: (y + height / 2) * SCALE + REACH,
    });
    expect(inside).toBeGreaterThan(200);
    expect(outside).toBe(0);
  });

  it('refuses the restyle of somebody who does not own the layer, in words a person understands', async () => {
    const { stateHash } = await state();
    await signAs(/^Demo visitor/);
    await layer('Ridge').click();
    await studio.getByRole('button', { name: 'By hand' }).click();
    await studio.getByRole('switch', { name: 'Mirror' }).check();
    await studio.getByRole('button', { name: 'Sign restyle' }).click();
    await studio
      .getByRole('alert')
      .getByText(
        /^Only the owner of this layer, or somebody the owner lent it to, may restyle it: it belongs to Demo owner \d/,
      )
      .waitFor();
    expect((await state()).stateHash).toBe(stateHash);
  });

  it('hangs a featured message beside the art, with its link as a QR code', async () => {
    await signAs(/Owns .*Ridge/);
    await layer('Ridge').click();
    await studio.getByRole('button', { name: 'Featured message' }).click();
    await studio.getByLabel('Message', { exact: true }).fill('I painted these hills at dusk.');
    await studio.getByLabel('Link, if you like').fill('https://example.org/hills');
    await studio.getByRole('button', { name: 'Post message' }).click();
    await wall.getByText('I painted these hills at dusk.').waitFor();
    const link = await waitFor('the QR code to be readable', async () => {
      const { data, width, height } = await picture(wall);
      return jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
    });
    expect(link).toBe('https://example.org/hills');
  });

  describe('a newcomer', () => {
    let page: Page;
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.addInitScript(() => {
        window.__presses = 0;
        addEventListener('click', (event) => event.isTrusted && window.__presses++, true);
      });
    });
    afterAll(() => page?.close());

    const revisionsOf = async (): Promise<number[]> =>
      (await state()).state.tokens.map(({ word }) => decodeWord(word).revision);
    const confirmed = () => page.getByText(/Confirmed in block \d+\. Every screen/).waitFor();
    const chooseLayer = (title: string) =>
      page
        .getByRole('navigation', { name: 'Layers' })
        .getByRole('button', { name: new RegExp(`^${title}`) })
        .click();

    it('restyles a layer with five presses at most, and no word of help', async () => {
      await page.goto(`${server.url}/studio`);
      await page.getByRole('button', { name: 'Choose a wallet' }).click();
      await page.getByRole('button', { name: /^Demo owner 2.*Owns/ }).click();
      await page.getByRole('button', { name: 'Neighbour 6', exact: true }).click();
      await page.getByRole('button', { name: 'Sign restyle' }).click();
      await confirmed();
      expect(await page.evaluate(() => window.__presses)).toBeLessThanOrEqual(5);
    });

    it('walks on two layers and signs both in one transaction', async () => {
      const before = await revisionsOf();
      const own = await page.getByRole('region', { name: 'Your layers' }).getByRole('button').allTextContents();
      const [first = '', second = ''] = own.map((text) => text.split(' ')[0] ?? '');
      for (const title of [first, second]) {
        await chooseLayer(title);
        await page.getByRole('button', { name: 'Neighbour 2', exact: true }).click();
      }
      await page.getByRole('button', { name: 'Sign 2 layers at once' }).click();
      await confirmed();
      const after = await revisionsOf();
      const moved = [first, second].map(indexOf);
      expect(after.flatMap((revision, index) => (revision > before[index]! ? [index] : []))).toEqual(
        moved.sort((a, b) => a - b),
      );
      const blocks = await Promise.all(
        moved.map(async (index) => {
          const history = await fetch(`${server.url}/api/works/1/layers/${index}/history`);
          return ((await history.json()) as { block: { number: number } }[]).at(-1)!.block.number;
        }),
      );
      expect(new Set(blocks).size).toBe(1);
    });

    /** How often the owner has sent something, and what the owner has. */
    async function spent(): Promise<unknown[]> {
      const { wallets } = await fetch(`${server.url}/api/session`).then((response) => response.json());
      const owner = wallets.find(({ label }: { label: string }) => label === 'Demo owner 2').address;
      const ask = async (method: string) => {
        const body = { jsonrpc: '2.0', id: 1, method, params: [owner, 'latest'] };
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(`${server.url}/rpc`, { method: 'POST', headers, body: JSON.stringify(body) });
        return (await answer.json()).result;
      };
      return Promise.all(['eth_getTransactionCount', 'eth_getBalance'].map(ask));
    }

    it('says in words how a layer should look, and lets the gallery pay for what is only signed', async () => {
      const before = await spent();
      await chooseLayer('Water');
      await page.getByRole('button', { name: 'Words', exact: true }).click();
      await page.getByLabel('In words').fill('much colder, zebra');
      await page.getByRole('button', { name: 'Paint it so' }).click();
      await page
        .getByText(/^“colder” moved /)
        .first()
        .waitFor();
      await page.getByText('This layer does not know: zebra.').waitFor();
      await page.getByLabel(/^Let the gallery pay the gas/).check();
      await page.getByRole('button', { name: 'Sign restyle' }).click();
      await confirmed();
      expect(await spent()).toEqual(before);
    });

    it('is led by a picture to a variant near it, and told why a file is no picture', async () => {
      const snapshot = await state();
      const words = snapshot.state.tokens.map(({ word }) => word);
      const index = indexOf('Water');
      const style = decodeWord(words[index]!);
      // The artist's first picture, of one variant in every band.
      const levers = manifest.layers[index - 1]!.levers.map((lever, i) =>
        i < 3 ? 6 : lever.bind.startsWith('latent.') ? lever.default : style.levers[i]!,
      );
      words[index] = encodeWord({ ...style, levers });
      const { entropy, contracts } = await fetch(`${server.url}/api/works/1`).then((response) => response.json());
      const seeds = words.map((_, token) => layerSeed(contracts.layerToken, entropy, tokenIdOf(1, token)));
      const scene = evaluateScene({ manifest, words, seeds, moment: momentOf(snapshot.state.restyled, 0) });
      const png = await fetch(`${server.url}${recipeUrl(1, scene.layers[index - 1]!.recipe)}`);
      await page.getByLabel(/^Choose a picture/).setInputFiles({
        name: 'water.png',
        mimeType: 'image/png',
        buffer: Buffer.from(await png.arrayBuffer()),
      });
      const found = await page.getByText(/^Nearest is variant \d+, then /).textContent();
      await page.getByRole('button', { name: 'By hand' }).click();
      const variant = /variant (\d+),/.exec(found ?? '')?.[1];
      const composition = page.getByRole('group', { name: /^Composition/ }).locator('input:checked');
      expect(await composition.getAttribute('aria-label')).toBe(variant);
      await page.getByRole('button', { name: 'Words', exact: true }).click();
      await page.getByLabel(/^Choose a picture/).setInputFiles({
        name: 'broken.png',
        mimeType: 'image/png',
        buffer: Buffer.from('no picture at all'),
      });
      await page.getByRole('alert').getByText('This picture cannot be read. Choose another.').waitFor();
    });

    it('has the gallery post what is only signed, its fee too, and is told when it is too soon for more', async () => {
      const before = await spent();
      await page.getByRole('button', { name: 'Featured message' }).click();
      const say = async (words: string) => {
        await page.getByRole('textbox', { name: 'Message' }).fill(words);
        await page.getByLabel(/^Let the gallery pay the fee and the gas/).check();
        await page.getByRole('button', { name: 'Post message' }).click();
      };
      await say('Low water at six.');
      await confirmed();
      await waitFor('the work to say it', async () =>
        (await state()).state.messages.some(({ text }) => text === 'Low water at six.'),
      );
      expect(await spent()).toEqual(before);
      // The contract would say so to the gallery, and the page says it as if it had been asked itself.
      await say('And high water at noon.');
      await page
        .getByRole('alert')
        .getByText(/^Water spoke a short while ago/)
        .waitFor();
    });
  });

  it('keeps the art up while its server is dead, and shows the same state when it is back', async () => {
    const { stateHash } = await state();
    const { dataFolder, port } = { dataFolder: folder, port: server.port };
    await server.end('SIGKILL');
    await waitFor('the screen to notice', async () => (await readScreen(wall))?.connection === 'down');
    // It may be on its way to the last restyle still.
    const alone = await readScreen(wall);
    expect(alone).toMatchObject({ stateHash, phase: expect.stringMatching(/^(showing|morphing)$/) });

    server = await startServer({ dataFolder, port });
    await waitFor('the screen to be back', async () => (await readScreen(wall))?.connection === 'up');
    expect((await state()).stateHash).toBe(stateHash);
    await waitFor('the screen to show it', async () => (await readScreen(wall))?.stateHash === stateHash);
  });
});

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Between two pictures the hours go on, and change every colour by this much at most. */
const HOURS = 6;

function changedPixels(before: PNG, after: PNG, area: Area): { inside: number; outside: number } {
  let inside = 0;
  let outside = 0;
  for (let y = 0; y < before.height; y++) {
    for (let x = 0; x < before.width; x++) {
      const at = 4 * (y * before.width + x);
      const isSame = [0, 1, 2].every(
        (i) => Math.abs(before.data.readUInt8(at + i) - after.data.readUInt8(at + i)) <= HOURS,
      );
      if (isSame) continue;
      if (x >= area.left && x <= area.right && y >= area.top && y <= area.bottom) inside++;
      else outside++;
    }
  }
  return { inside, outside };
}
