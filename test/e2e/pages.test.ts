import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { source as axe } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Board, gapOf, isSolved, movable, moved } from '../../display/pages/puzzle/board.js';
import { startDemoSeries } from '../harness/demoSeries.js';
import { HOUSE_PAGES, type HousePage } from '../harness/housePages.js';
import { openBrowser } from '../harness/openBrowser.js';
import { restyleDemo } from '../harness/restyleDemo.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

/** So many works of the demo series are enough to look at: the third is at auction, of the fourth layers are for sale. */
const WORKS = 4;
/** Pages mostly wait for their pictures. */
const AT_ONCE = 3;

let folder: string;
let server: RunningServer;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pentimento-pages-'));
  [server, browser] = await Promise.all([startServer({ dataFolder: folder }), openBrowser()]);
  const series = startDemoSeries(folder);
  await waitFor('some works of the series', () => series.output().includes(` ${WORKS}/23`), 120_000);
  series.child.kill('SIGKILL');
  await waitFor('them to be painted', async () => (await fetch(`${server.url}/ready`)).ok, 120_000);
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
});

afterAll(async () => {
  await browser?.close();
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

async function json<T>(path: string): Promise<T> {
  return (await fetch(`${server.url}${path}`)).json() as Promise<T>;
}

async function open(path: string, within = context): Promise<Page> {
  const page = await within.newPage();
  await page.goto(server.url + path);
  return page;
}

/** The demo wallet that signs from now on. */
async function signAs(page: Page, name: RegExp) {
  await page.getByRole('button', { name: /choose a wallet|signing as/i }).click();
  await page.getByRole('region', { name: 'Demo wallets' }).getByRole('button', { name }).click();
  await page.getByRole('button', { name: /^signing as/i }).waitFor();
}

describe('every page of the house', () => {
  let visits: ReadonlyMap<string, Promise<Visit>>;

  beforeAll(async () => {
    // What moves is looked at below; here it would only draw while others wait.
    const still = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      colorScheme: 'dark',
      reducedMotion: 'reduce',
    });
    visits = visitAll(still);
  });

  it.each(HOUSE_PAGES)('$path opens without a complaint, and anybody can use it', async ({ name }) => {
    const { complaints, dark, light } = (await visits.get(name))!;
    expect(complaints.filter((text) => !['unknown', 'nowhere'].includes(name) || !text.includes('404'))).toEqual([]);
    expect(dark).toEqual([]);
    expect(light).toEqual([]);
  });
});

test('a still that the server had no time for is not seen as broken, and comes later', async () => {
  const page = await context.newPage();
  let refused = 0;
  await page.route('**/still.webp*', (route) =>
    refused++ < WORKS ? route.fulfill({ status: 503, body: '' }) : route.continue(),
  );
  await page.goto(`${server.url}/gallery`);
  const first = page.locator('main a img').first();
  await first.waitFor({ state: 'hidden' });
  await first.waitFor({ state: 'visible', timeout: 30_000 });
  expect(await first.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await page.close();
});

/** What a page complained of, and what axe found in either room. */
interface Visit {
  complaints: string[];
  dark: string[];
  light: string[];
}

/** Begins to visit every page, a few at once. */
function visitAll(within: BrowserContext): ReadonlyMap<string, Promise<Visit>> {
  const lanes: Promise<unknown>[] = Array.from({ length: AT_ONCE }, () => Promise.resolve());
  return new Map(
    HOUSE_PAGES.map((page, i) => {
      const visited = lanes[i % AT_ONCE]!.then(() => visit(page, within));
      // It fails in its own test.
      lanes[i % AT_ONCE] = visited.catch(() => {});
      return [page.name, visited];
    }),
  );
}

async function visit({ path, ready }: HousePage, within: BrowserContext): Promise<Visit> {
  const complaints: string[] = [];
  const page = await within.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url + path);
  await page.locator(ready).first().waitFor({ state: 'attached' });
  const dark = await breaches(page);
  // The light room differs in its colours alone.
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await breaches(page, ['color-contrast']);
  await page.close();
  return { complaints, dark, light };
}

/**
 * What axe finds against WCAG 2.2 AA and its own best practices.
 * @param rules  the rules to look at; all unless given
 */
async function breaches(page: Page, rules?: string[]): Promise<string[]> {
  // Colours that are on their way from one room to the other are nobody's text.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(runOnly ? { runOnly } : {});
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, rules);
}

it('a page says what it is before any script has run, with a picture to stand for it', async () => {
  const html = await (await fetch(`${server.url}/work/1`, { headers: { 'accept-language': 'de' } })).text();
  expect(html).toMatch(/<html lang="de">/);
  expect(html).toContain('<title>Genesis · Pentimento</title>');
  const [, image = ''] = /property="og:image" content="([^"]+)"/.exec(html) ?? [];
  const { pathname, search } = new URL(image.replaceAll('&amp;', '&'));
  const picture = await fetch(`${server.url}${pathname}${search}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(html).toMatch(/og:image:width" content="1200"/);
});

it('language and light are what the visitor chose, on every page from then on', async () => {
  const own = await browser.newContext({ locale: 'en-GB', colorScheme: 'dark' });
  const page = await open('/gallery', own);
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Galerie' }).waitFor();
  await page.getByRole('button', { name: 'In den hellen Raum wechseln' }).click();
  await page.goto(`${server.url}/how`);
  await page.getByRole('heading', { name: 'Wie es malt' }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  expect((await page.request.get(`${server.url}/how`).then((answer) => answer.text())).slice(0, 80)).toContain(
    '<html lang="de" data-theme="light">',
  );
  await own.close();
});

it('a visitor buys four layers in one transaction, and they are theirs', async () => {
  const page = await open('/work/4/sale');
  await signAs(page, /^Demo visitor/);
  const visitor = (await json<{ wallets: { label: string; address: string }[] }>('/api/session')).wallets.find(
    ({ label }) => label === 'Demo visitor',
  )?.address;
  const boxes = page.getByRole('checkbox');
  for (let i = 0; i < 4; i++) await boxes.nth(i).check();
  await page.getByText('4 layers for').waitFor();
  expect(await boxes.nth(4).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Buy', exact: true }).click();
  await page.getByText(/: yours now\./).waitFor();
  await waitFor('the works to tell', async () => {
    const { state } = await json<{ state: { tokens: { owner: string }[] } }>('/api/works/4/state');
    return state.tokens.filter(({ owner }) => owner === visitor).length === 4 || null;
  });
  const { sales } = await json<{ sales: { block: { number: number } }[] }>('/api/works/4/market');
  expect([sales.length, new Set(sales.map(({ block }) => block.number)).size]).toEqual([4, 1]);
  await page.close();
});

it('a bid is refused in words when it is too low, stands when it is not, and is settled when its time is over', async () => {
  const page = await open('/work/3/auction/0');
  await signAs(page, /^Demo owner 1/);
  const bid = page.getByLabel('Your bid, in ETH');
  await bid.fill('1.01');
  await page.getByText('The next bid must be at least 1.05 ETH.').waitFor();
  expect(await page.getByRole('button', { name: 'Place bid' }).isDisabled()).toBe(true);
  await bid.fill('1,5');
  await page.getByRole('button', { name: 'Place bid' }).click();
  await page.getByText('1.5 ETH', { exact: true }).waitFor();
  await page.getByText('by Demo owner 1').waitFor();

  const { rpcUrl } = await json<{ rpcUrl: string }>('/api/deployment');
  for (const [method, params] of [
    ['evm_increaseTime', [90_000]],
    ['evm_mine', []],
  ] as const) {
    await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
  }
  await page.getByRole('button', { name: 'Settle the auction' }).click();
  await page.getByText('Vesper is not up for auction. It belongs to Demo owner 1.').waitFor();
  await page.close();
});

it('a life can be gone back to its first block, and every token shows what it was', async () => {
  await restyleDemo(server.url, 1, 7, { 0: 3 });
  await restyleDemo(server.url, 1, 2, { 1: 4 });
  const page = await open('/work/1');
  const scrubber = page.getByRole('slider', { name: 'A moment of its life' });
  await scrubber.focus();
  await page.keyboard.press('Home');
  const [{ block: first }] = await json<[{ block: { number: number } }]>('/api/works/1/history');
  await page.getByText(`Block ${first.number}: so it began.`).waitFor();
  await page.getByRole('img', { name: `Genesis after block ${first.number}` }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText(/Block \d+: Figure restyled\./).waitFor();
  await page.goto(`${server.url}/work/1/token/7`);
  await page.getByText('2 so far.').waitFor();
  await page.close();
});

it('the puzzle can be solved with the keyboard', async () => {
  const page = await open('/work/1/puzzle');
  await page.getByRole('button', { name: 'Easy' }).click();
  const read = async (): Promise<Board> => {
    const labels = await page
      .getByRole('group', { name: /puzzle/ })
      .getByRole('button', { includeHidden: true })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
    const tiles: number[] = [];
    for (const label of labels) {
      const [tile = 0, place = 0] = [...label.matchAll(/\d+/g)].map(Number);
      tiles[place - 1] = tile - 1;
    }
    return { columns: 3, rows: tiles.length / 3, tiles };
  };
  const board = await read();
  const way = wayHome(board);
  await page
    .getByRole('group', { name: /puzzle/ })
    .getByRole('button')
    .first()
    .focus();
  let at = board;
  for (const place of way) {
    await page.keyboard.press(keyFor(at, place));
    at = moved(at, place);
  }
  await page.getByText(/^Whole again, after/).waitFor();
  await page.close();
});

/** The places whose tiles slide, one after another, until the board is solved. */
function wayHome(board: Board): number[] {
  const seen = new Map<string, { board: Board; way: number[] }>([[board.tiles.join(), { board, way: [] }]]);
  for (const { board: at, way } of seen.values()) {
    if (isSolved(at)) return way;
    for (const place of movable(at)) {
      const next = moved(at, place);
      if (!seen.has(next.tiles.join())) seen.set(next.tiles.join(), { board: next, way: [...way, place] });
    }
  }
  throw new Error('the board cannot be solved');
}

/** The arrow that pushes the tile at a place into the gap. */
function keyFor(board: Board, place: number): string {
  const way = place - gapOf(board);
  if (way === 1) return 'ArrowLeft';
  if (way === -1) return 'ArrowRight';
  return way > 0 ? 'ArrowUp' : 'ArrowDown';
}

it('the mosaic is walked through by keys, and leads to every layer', async () => {
  const page = await open('/mosaic');
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('status').getByText('of Genesis').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('status').getByText('of The Sitter').waitFor();
  // Restyled meanwhile, the work's sheet is another.
  const renewed = page.waitForResponse((response) => response.ok() && isSheetOf(1, response.url()), {
    timeout: 60_000,
  });
  await restyleDemo(server.url, 1, 7, { 0: 6 });
  await renewed;
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/work\/2\/token\/\d+$/);
  await page.close();
});

const isSheetOf = (work: number, url: string) => url.includes(`/api/works/${work}/layers.webp`);

it('other pages may frame an embed and nothing else of the house', async () => {
  const { publicUrl } = await json<{ publicUrl: string }>('/api/works/1');
  const { html } = await json<{ html: string }>(
    `/oembed?url=${encodeURIComponent(`${publicUrl}/work/1`)}&maxwidth=480`,
  );
  const frame = html.replace(publicUrl, server.url);
  const foreign = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<h1>Elsewhere</h1>${frame}<iframe id="whole" src="${server.url}/work/1"></iframe>`);
  }).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  // Another name of this machine is another origin.
  const page = await context.newPage();
  await page.goto(`http://localhost:${(foreign.address() as AddressInfo).port}/`);
  await page.frameLocator('iframe').first().getByRole('link', { name: 'Genesis' }).waitFor();
  const whole = page.frameLocator('#whole');
  expect(await whole.locator('#page').count()).toBe(0);
  await page.close();
  foreign.close();
});
