import { mkdtemp, rm } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { minuteOfWeek } from '../../engine/protocol/dailyWindow.js';
import type { Play, ScreenView } from '../../engine/protocol/desk.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import { codeOn, type OperatorClient, operatorOf, pairWall, type Wall } from '../harness/galleryDesk.js';
import { openBrowser } from '../harness/openBrowser.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { tinyManifest } from '../harness/tinyManifest.js';
import { waitFor } from '../harness/waitFor.js';

const SIZE = { width: 320, height: 200 };

let folder: string;
let chain: TestChain;
let server: RunningServer;
let browser: Browser;
let operator: OperatorClient;
const walls: Wall[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pentimento-screens-'));
  [chain, browser] = await Promise.all([openChain(), openBrowser()]);
  server = await startServer({ dataFolder: folder, env: { ...chain.env, HOST: '0.0.0.0' } });
  operator = operatorOf(server.url, folder);
});

afterEach(async () => {
  await Promise.all(walls.splice(0).map(({ context }) => context.close()));
  for (const { id } of await screens()) await operator.send('DELETE', `/screens/${id}`);
  for (const { id } of await operator.json<{ id: string }[]>('/groups')) await operator.send('DELETE', `/groups/${id}`);
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
  await chain?.end();
  await rm(folder, { recursive: true, force: true });
});

const screens = () => operator.json<ScreenView[]>('/screens');
const state = async (): Promise<Snapshot> => (await fetch(`${server.url}/api/works/1/state`)).json();

async function pair(name: string, how: { size?: typeof SIZE; url?: string; query?: string } = {}): Promise<Wall> {
  const wall = await pairWall(browser, operator, { url: server.url, name, size: SIZE, ...how });
  walls.push(wall);
  return wall;
}

const settle = (wall: Wall, change: object) => operator.send('PATCH', `/screens/${wall.id}`, change);
const showWork = (wall: Wall) => settle(wall, { shows: { kind: 'work', work: 1 } });
const shows = async (wall: Wall) => screenShows(wall.page, (await state()).seq);
const restyle = async () => {
  const word = await chain.wordOf(1);
  await chain.restyle(1, [{ lever: 0, index: (Number(BigInt(word) & 0xffffn) + 1) % 4 }]);
};

/** The operator's page, logged in with the token. */
async function logIn(path = '/screens'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${server.url}${path}`);
  await page.getByLabel('Operator’s token').fill(operator.token);
  await page.getByRole('button', { name: 'Log in' }).click();
  return page;
}

describe('pairing and revocation', () => {
  test('a code on the wall, scanned, leads to the operator’s page, and the wall does as it is told until it is let go', async () => {
    const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
    const page = await context.newPage();
    walls.push({ context, page, id: '' });
    await page.goto(`${server.url}/screen?motion=off`);
    const code = await codeOn(page);
    const { data, width, height } = PNG.sync.read(await page.screenshot());
    const scanned = jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
    expect(scanned).toBe(`${server.url}/screens?pair=${code}`);

    const desk = await logIn(`/screens?pair=${code}`);
    await desk.getByLabel('Name of the screen').fill('Hall');
    await desk.getByRole('button', { name: 'Pair it' }).click();
    await page.getByText('Hall waits for a work').waitFor();
    const card = desk.getByRole('listitem', { name: 'Hall' });
    await card.getByLabel('Shows').selectOption({ label: 'Small' });
    await screenShows(page, (await state()).seq);
    await card.getByText('Shows the work as it is now').waitFor();

    await card.getByRole('button', { name: 'Identify' }).click();
    await page.locator('.identify').getByText('1', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Picture' }).click();
    await card.getByAltText('What Hall showed when it was asked').waitFor();
    await card.getByLabel('Turned').selectOption('90°');
    await page.locator('#frame[data-quarters="1"]').waitFor();
    await card.getByLabel('Sleep').selectOption('now');
    await page.locator('#curtain[data-drawn]').waitFor({ state: 'attached' });
    await card.getByText('Asleep', { exact: true }).waitFor();
    await card.getByRole('button', { name: 'Picture' }).click();
    await card.getByText('It is asleep.').waitFor();
    await card.getByLabel('Sleep').selectOption('never');
    await page.locator('#curtain:not([data-drawn])').waitFor({ state: 'attached' });
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await card.getByRole('button', { name: 'Reload' }).click();
    await waitFor('the page to be another', () => page.evaluate(() => !('isOld' in window)).catch(() => false));
    await screenShows(page, (await state()).seq);

    await card.getByRole('button', { name: 'End pairing' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'End pairing' }).click();
    expect(await codeOn(page)).not.toBe(code);
    await desk.getByText('No screen is paired yet.').waitFor();
    await desk.close();
  });

  test('a wall that was switched off comes back as the screen it was', async () => {
    const wall = await pair('Hall');
    await showWork(wall);
    await shows(wall);
    await wall.page.close();
    wall.page = await wall.context.newPage();
    await wall.page.goto(`${server.url}/screen?motion=off`);
    await shows(wall);
    await waitFor('the line', async () => (await screens())[0]?.connected);
    expect(await screens()).toEqual([expect.objectContaining({ name: 'Hall', proof: 'key' })]);
  });
});

/** This machine's address on its network, where a browser takes plain http for insecure. */
const lan = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && address.family === 'IPv4' && !address.internal)?.address;

(lan ? test : test.skip)('plain http pairs and shows', async () => {
  const url = `http://${lan}:${server.port}`;
  const wall = await pair('Hall', { url });
  expect(await wall.page.evaluate(() => [isSecureContext, 'subtle' in crypto])).toEqual([false, false]);
  await showWork(wall);
  await shows(wall);
  await restyle();
  await shows(wall);
  expect(await screens()).toEqual([expect.objectContaining({ proof: 'secret', connected: true })]);
  await wall.page.reload();
  await shows(wall);
});

describe('schedule', () => {
  test('works take turns, by a plan that a wall without a network goes on with', async () => {
    const { layers, ...tiny } = tinyManifest();
    const manifest = checkManifest({ ...tiny, title: 'Other', layers: layers.slice(0, 1) });
    const tokens = [manifest.master, ...manifest.layers];
    const other = await chain.createWork(
      packManifest(manifest),
      tokens.map(({ levers }) => levers),
    );
    await waitFor('the other work', async () => (await fetch(`${server.url}/api/works/${other}/state`)).ok);
    const wall = await pair('Hall');
    const items = [1, other].map((work) => ({ work, seconds: 10, hours: null }));
    await operator.send('PUT', '/playlists/turns000', { name: 'Turns', items });
    await settle(wall, { shows: { kind: 'playlist', playlist: 'turns000' } });
    const hangs = (work: number) =>
      waitFor(`work ${work} to hang`, async () => {
        const screen = await readScreen(wall.page);
        return screen?.work === work && screen.phase === 'showing';
      });
    const first = await waitFor('a work to hang', async () => (await readScreen(wall.page))?.work);
    await hangs(first);
    // The next turn loads the other work; the one after it is had without a network.
    await hangs(first === 1 ? other : 1);
    await wall.context.setOffline(true);
    await hangs(first);
    await wall.context.setOffline(false);
  });

  test('a wall sleeps by the hours of the place where it hangs', async () => {
    const wall = await pair('Hall');
    await showWork(wall);
    await shows(wall);
    const minute = minuteOfWeek(new Date());
    const time = (at: number) =>
      [Math.floor(at / 60) % 24, at % 60].map((part) => String(part).padStart(2, '0')).join(':');
    const days = [1, 2, 3, 4, 5, 6, 7];
    await settle(wall, { sleep: [{ days, from: time(minute + 120), to: time(minute + 180) }] });
    await waitFor('the plan', async () => (await screens())[0]!.sleep.length === 1);
    expect((await readScreen(wall.page))!.phase).toBe('showing');
    await settle(wall, { sleep: [{ days, from: time(minute + 1380), to: time(minute + 60) }] });
    await waitFor('the wall to sleep', async () => (await readScreen(wall.page))!.phase === 'asleep');
    await settle(wall, { sleep: [] });
    await waitFor('the wall to wake', async () => (await readScreen(wall.page))!.phase === 'showing');
  });
});

test('proof of play says which state hung from when to when', async () => {
  const wall = await pair('Hall');
  await showWork(wall);
  const first = await state();
  await screenShows(wall.page, first.seq);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await restyle();
  const second = await waitFor('the restyle', async () => {
    const next = await state();
    return next.seq > first.seq ? next : null;
  });
  await screenShows(wall.page, second.seq);
  const plays = await waitFor('the first interval', async () => {
    const all = await operator.json<Play[]>('/plays.json');
    const ours = all.filter(({ screen }) => screen === wall.id);
    return ours.length > 0 ? ours : null;
  });
  expect(plays).toEqual([expect.objectContaining({ name: 'Hall', work: 1, stateHash: first.stateHash })]);
  expect(plays[0]!.to - plays[0]!.from).toBeGreaterThan(1_000);
});

describe('in step', () => {
  const CHANGES = 5;
  /** Milliseconds by which one wall learns of every change later than the others. */
  const LATE = 400;

  test('four walls of a group begin their changes within 50 ms of each other', async () => {
    const group = await Promise.all(['A', 'B', 'C', 'D'].map((name) => pair(name)));
    const tiles = group.map(({ id }, i) => ({ screen: id, x: i * 100, y: 0, width: 100, height: 100 }));
    const shown = { kind: 'work', work: 1 };
    await operator.send('PUT', '/groups/instep00', { name: 'Hall', shows: shown, fit: null, tiles });
    const [late] = group;
    await late!.page.routeWebSocket(/socket\.io/, (page) => {
      const line = page.connectToServer();
      line.onMessage((message) => {
        if (String(message).startsWith('42["delta"')) setTimeout(() => page.send(message), LATE);
        else page.send(message);
      });
    });
    await late!.page.reload();
    await Promise.all(group.map(shows));
    /** By wall, how much later than the first it began each change. */
    const later = group.map((): number[] => []);
    for (let change = 0; change < CHANGES; change++) {
      const { seq } = await state();
      await restyle();
      await waitFor('the restyle', async () => (await state()).seq > seq);
      await Promise.all(group.map(shows));
      const begun = await Promise.all(group.map(async ({ page }) => (await readScreen(page))!.begunAt!));
      for (const [at, time] of begun.entries()) later[at]!.push(time - Math.min(...begun));
    }
    // A busy machine has a page stumble now and then; a wall that is not in step is late every time.
    for (const ofWall of later) expect(medianOf(ofWall)).toBeLessThanOrEqual(50);
  });

  test('a wall that stays away is not waited for longer than three seconds', async () => {
    const group = [await pair('A'), await pair('B')];
    const tiles = group.map(({ id }, i) => ({ screen: id, x: i * 100, y: 0, width: 100, height: 100 }));
    const shown = { kind: 'work', work: 1 };
    await operator.send('PUT', '/groups/instep00', { name: 'Hall', shows: shown, fit: null, tiles });
    await Promise.all(group.map(shows));
    await group[1]!.context.setOffline(true);
    await restyle();
    await shows(group[0]!);
  });
});

test('span: the parts that walls show are the one work', async () => {
  const whole = await pair('Whole', { size: { width: 640, height: 400 } });
  await showWork(whole);
  const parts = [await pair('Left'), await pair('Right')];
  // Two screens of the work's own scale, with a bezel of 20 mm between them that hides as much of it.
  const tiles = parts.map(({ id }, i) => ({ screen: id, x: i * 340, y: 0, width: 300, height: 400 }));
  await Promise.all(parts.map(({ page }) => page.setViewportSize({ width: 300, height: 400 })));
  const shown = { kind: 'work', work: 1 };
  await operator.send('PUT', '/groups/span0000', { name: 'Wall', shows: shown, fit: 'fill', tiles });
  await Promise.all([whole, ...parts].map(shows));
  const [picture, right] = await waitFor('the parts to be those of the whole', async () => {
    const pictureOf = async ({ page }: Wall) => PNG.sync.read(await pictureOfArt(page));
    const [picture, left, right] = await Promise.all([pictureOf(whole), pictureOf(parts[0]!), pictureOf(parts[1]!)]);
    const apart = Math.max(differing(picture, left, 0), differing(picture, right, 340));
    return apart < 0.005 ? [picture, right] : null;
  });
  // It would be seen if a part were another.
  expect(differing(picture!, right!, 330)).toBeGreaterThan(0.05);
});

const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Which share of a part's pixels is further than 3/255 from those of the whole, from a column on. */
function differing(whole: PNG, part: PNG, left: number): number {
  let count = 0;
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const [a, b] = [4 * (y * part.width + x), 4 * (y * whole.width + x + left)];
      if ([0, 1, 2].some((c) => Math.abs(part.data[a + c]! - whole.data[b + c]!) > 3)) count++;
    }
  }
  return count / (part.width * part.height);
}
