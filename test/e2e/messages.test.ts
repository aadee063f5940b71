import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { messageId } from '../../engine/protocol/curation.js';
import type { Decision } from '../../engine/protocol/decision.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { shownText } from '../../engine/protocol/shownText.js';
import type { Message } from '../../engine/protocol/workState.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { BLANK_TEXTS, HOSTILE_MESSAGES, HOSTILE_TITLES } from '../harness/hostileTexts.js';
import { openBrowser } from '../harness/openBrowser.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { pictureOfArt } from '../harness/pictureOfArt.js';
import { readScreen, screenShows } from '../harness/readScreen.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { tinyManifest } from '../harness/tinyManifest.js';
import { waitFor } from '../harness/waitFor.js';

/** Of the work's own shape. */
const VIEWPORT = { width: 640, height: 400 };
const PHONE = { width: 390, height: 844 };
const OPERATOR = 'the-token-of-this-test';
const SKY = 1;
const FIGURE = 2;

describe('what people say and light', () => {
  let folder: string;
  let chain: TestChain;
  let server: RunningServer;
  let browser: Browser;
  let wall: Page;
  const violations: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pentimento-messages-'));
    [chain, browser] = await Promise.all([openChain(), openBrowser()]);
    const env = { ...chain.env, MODERATION: 'pre', OPERATOR_TOKEN: OPERATOR };
    server = await startServer({ dataFolder: folder, env });
    wall = await open('/screen/1?motion=off', VIEWPORT);
    await screenShows(wall, (await state()).seq);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.end();
    await chain?.end();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(path: string, viewport: { width: number; height: number }): Promise<Page> {
    const page = await browser.newPage({ viewport, locale: 'en' });
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    page.on('dialog', (dialog) => {
      violations.push(`a dialog on ${path}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(`${server.url}${path}`);
    return page;
  }

  const json = (path: string) => fetch(`${server.url}${path}`).then((response) => response.json());
  const state = (): Promise<Snapshot> => json('/api/works/1/state');
  const card = () => wall.locator('#card[data-shown]');
  const isPwned = (page: Page) => page.evaluate(() => 'pwned' in window);

  async function decide(decision: Decision): Promise<Response> {
    return fetch(`${server.url}/api/moderation/decisions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${OPERATOR}` },
      body: JSON.stringify(decision),
    });
  }

  /** Posts by the layer's owner, and waits until the server has it. */
  async function post(token: number, text: string, link = ''): Promise<Message> {
    await chain.post(token, text, link);
    return isRead(token, text);
  }

  const isRead = (token: number, text: string): Promise<Message> =>
    waitFor('the message to be read from the chain', async () =>
      (await state()).state.messages.find((message) => message.token === token && message.text === text),
    );

  /** One a token, in one look of the server at the chain. */
  async function postAll(batch: readonly Pick<Message, 'text' | 'link'>[]): Promise<Message[]> {
    for (const [token, { text, link }] of batch.entries()) await chain.post(token, text, link);
    return Promise.all(batch.map(({ text }, token) => isRead(token, text)));
  }

  async function rule(message: Message, shown: boolean, reason = ''): Promise<void> {
    const { token } = message;
    const response = await decide({ kind: 'ruling', work: 1, token, message: messageId(1, message), shown, reason });
    expect(response.status).toBe(200);
  }

  /** Of the art alone: what the wall says of it comes and goes beside it. */
  const shot = async () => PNG.sync.read(await pictureOfArt(wall));

  it('features a message once the operator shows it, and takes it from wall, page and API when it is kept back', async () => {
    await post(FIGURE, 'I painted her at dusk.', 'https://example.org/dusk');
    const { stateHash } = await state();
    expect(await json('/api/works/1/messages')).toMatchObject([{ standing: 'waiting', text: null, link: null }]);
    const visitors = await open('/work/1', VIEWPORT);
    await visitors.getByRole('heading', { name: 'Small' }).first().waitFor();
    await waitFor('the wall to know it', async () => (await readScreen(wall))?.stateHash === stateHash);
    expect(await card().count()).toBe(0);

    const desk = await open('/moderation', { width: 1280, height: 800 });
    await desk.getByLabel('Operator’s token').fill('not the token, surely');
    await desk.getByRole('button', { name: 'Log in' }).click();
    await desk.getByRole('alert').getByText('not the operator’s token').waitFor();
    await desk.getByLabel('Operator’s token').fill(OPERATOR);
    await desk.getByRole('button', { name: 'Log in' }).click();
    await desk.getByText('Waits for you').waitFor();
    await desk.getByRole('button', { name: 'Show', exact: true }).click();

    await card().getByText('I painted her at dusk.').waitFor();
    expect(await card().locator('.host').textContent()).toBe('example.org');
    await visitors.getByText('I painted her at dusk.', { exact: true }).waitFor();
    const link = { href: 'https://example.org/dusk', host: 'example.org' };
    expect(await json('/api/works/1/messages')).toMatchObject([{ standing: 'featured', link }]);

    await desk.getByLabel('Reason').fill('It is dawn');
    await desk.getByRole('button', { name: 'Keep back', exact: true }).click();
    await wall.locator('#card:not([data-shown])').waitFor({ state: 'attached' });
    await visitors.getByText('I painted her at dusk.', { exact: true }).waitFor({ state: 'detached' });
    const [hidden] = await json('/api/works/1/messages');
    expect(hidden).toMatchObject({ standing: 'hidden', reason: 'It is dawn', text: null, link: null });
    await desk.getByText('Kept back “I painted her at dusk.”').waitFor();
    // What the house decides is beside the state, which is the chain's.
    expect((await state()).stateHash).toBe(stateHash);
    expect((await readScreen(wall))?.stateHash).toBe(stateHash);
    await Promise.all([visitors.close(), desk.close()]);
  });

  it('decides for nobody but the operator', async () => {
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ kind: 'spotlight', on: false });
    expect((await fetch(`${server.url}/api/moderation`)).status).toBe(401);
    expect((await fetch(`${server.url}/api/moderation/decisions`, { ...asked, body })).status).toBe(401);
    const headers = { ...asked.headers, authorization: `Bearer ${OPERATOR}`, origin: 'https://elsewhere.example' };
    const foreign = await fetch(`${server.url}/api/moderation/decisions`, { ...asked, headers, body });
    expect([401, 403]).toContain(foreign.status);
    expect((await decide({ kind: 'quiet', quiet: { from: '9', to: '8', zone: 'Mars' } })).status).toBe(400);
  });

  it.each(batchesOf(HOSTILE_MESSAGES).map((batch) => ({ names: batch.map(({ name }) => name).join(', '), batch })))(
    'shows $names as harmless text within its card',
    async ({ batch }) => {
      for (const message of await postAll(batch)) {
        await rule(message, true);
        await waitFor(
          'the card',
          async () => (await card().locator('.text').textContent()) === shownText(message.text),
        );
        expect(await isPwned(wall)).toBe(false);
        const { size, ...fits } = await card().evaluate(measureCard);
        expect(fits).toEqual({ isOnWall: true, isWhole: true, isInOrder: true });
        expect(size).toBeGreaterThan(2.19);
        await rule(message, false);
        await wall.locator('#card:not([data-shown])').waitFor({ state: 'attached' });
      }
    },
  );

  it.each(
    batchesOf(BLANK_TEXTS).map((batch) => [batch.map((text) => JSON.stringify(text)).join(', '), batch] as const),
  )('never shows %s, in which there is nothing to see', async (_, batch) => {
    for (const message of await postAll(batch.map((text) => ({ text, link: '' })))) await rule(message, true);
    const standings = await json('/api/works/1/messages');
    for (const message of standings) expect(message).toMatchObject({ standing: 'blank', text: null });
    expect(standings).toHaveLength(batch.length);
    expect(await card().count()).toBe(0);
  });

  it('keeps every text within its own direction: attribution and host read as ever beside an override', async () => {
    const arabic = await post(FIGURE, 'رسمتُ هذه التلال \u202eعند الغسق', 'https://example.org/ar');
    await rule(arabic, true);
    await card().waitFor();
    const lines = await card().evaluate((element) => {
      const leftOf = (part: string, letter: number) => {
        const node = document.createTreeWalker(element.querySelector(part) as Element, NodeFilter.SHOW_TEXT).nextNode();
        const range = document.createRange();
        range.setStart(node as Node, letter);
        range.setEnd(node as Node, letter + 1);
        return range.getBoundingClientRect().left;
      };
      const right = (part: string) => element.querySelector(part)?.getBoundingClientRect().right ?? 0;
      const code = element.querySelector('svg')?.getBoundingClientRect();
      return {
        direction: getComputedStyle(element).direction,
        textRunsLeft: leftOf('.text', 0) > leftOf('.text', 8),
        hostRunsRight: leftOf('.host', 0) < leftOf('.host', 5),
        titleRunsRight: leftOf('.from', 0) < leftOf('.from', 3),
        codeIsRightOfWords: (code?.left ?? 0) >= right('.words'),
      };
    });
    expect(lines).toEqual({
      direction: 'rtl',
      textRunsLeft: true,
      hostRunsRight: true,
      titleRunsRight: true,
      codeIsRightOfWords: true,
    });
    await rule(arabic, false);
  });

  it('gives hostile texts to pages, API and metadata as text alone', async () => {
    const texts = ['<script>window.pwned = 1</script>\u202e', '"><img src=x onerror="window.pwned = 1">'];
    for (const [i, text] of texts.entries())
      await rule(await post(i + SKY, text, 'https://bank.example@evil.example/'), true);
    for (const path of ['/work/1', '/work/1/token/2', '/visit/1', '/visit/1?lang=de']) {
      const page = await open(path, PHONE);
      const said = path.includes('token') ? texts.slice(-1) : texts;
      for (const text of said) await page.getByText(shownText(text), { exact: true }).waitFor();
      expect(await isPwned(page)).toBe(false);
      expect(await page.locator('a[href*="evil.example"]').count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.close();
    }
    const messages = await json('/api/works/1/messages');
    const featured = messages.filter(({ text }: { text: string | null }) => text !== null);
    expect(featured.map(({ text, link }: { text: string; link: unknown }) => [text, link])).toEqual(
      [...texts].reverse().map((text) => [shownText(text), null]),
    );
    const uri = await chain.tokenURI(FIGURE);
    const metadata = JSON.parse(Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64').toString());
    for (const path of [
      `/api/tokens/${tokenIdOf(1, FIGURE)}`,
      '/',
      '/work/1',
      '/work/1/token/2',
      '/visit/1',
      '/moderation',
      '/studio',
    ]) {
      const body = await fetch(`${server.url}${path}`).then((response) => response.text());
      expect(body).not.toMatch(/pwned|\u202e/);
    }
    expect(JSON.stringify(metadata)).not.toMatch(/pwned|\u202e/);
  });

  it('shows a work whose every name is hostile as text alone, and no page breaks by it', async () => {
    const { title, artist, description, layer } = HOSTILE_TITLES;
    const tiny = tinyManifest();
    const layers = tiny.layers.map((one) => ({ ...one, title: layer }));
    const manifest = { ...tiny, title, artist, description, master: { ...tiny.master, title }, layers };
    // As they are, whatever a check would make of them.
    const number = await chain.createWork(
      packManifest(manifest),
      [manifest.master, ...layers].map(({ levers }) => levers),
    );
    await waitFor('the work to be there', async () =>
      fetch(`${server.url}/api/works/${number}/still.webp?width=320`).then(({ ok }) => ok || null),
    );
    const paths = ['gallery', 'mosaic', 'how', ...['work', 'visit', 'embed'].map((page) => `${page}/${number}`)];
    const deep = [`work/${number}/token/1`, `work/${number}/puzzle`, `work/${number}/sale`, `studio?work=${number}`];
    for (const path of [...paths, ...deep]) {
      expect(await fetch(`${server.url}/${path}`).then((response) => response.text())).not.toMatch(
        /<img src=x|<script>window|<svg\/onload|[\u202a-\u202e\u2066-\u2069]/,
      );
      const page = await open(`/${path}`, PHONE);
      await page.locator('h1, main a, canvas').first().waitFor({ state: 'attached' });
      await page.waitForLoadState('load');
      expect([path, await isPwned(page)]).toEqual([path, false]);
      expect([path, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)]).toEqual([path, 0]);
      expect(await page.locator('body').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      await page.close();
    }
    expect(violations).toEqual([]);
  });

  it('lights a layer from a visitor’s phone for ten seconds, says whose it is, and leaves the work as it was', async () => {
    for (const message of (await state()).state.messages) await rule(message, false);
    await wall.locator('#card:not([data-shown])').waitFor({ state: 'attached' });
    const { stateHash } = await state();
    const before = await shot();
    const shareOfLight = (now: PNG, area: Area) => brightnessOf(now, area) / brightnessOf(before, area);
    const phone = await open('/visit/1', PHONE);
    // Looked for from the beginning: ten seconds are not long where a look may take one.
    const light = waitFor('the sky to be dim, all around the figure', async () => {
      const now = await shot();
      return shareOfLight(now, CORNER) < 0.3 ? now : null;
    });
    const told = [
      phone.getByRole('status').getByText('Figure stands in the light now').waitFor(),
      wall.locator('#caption[data-shown]').getByText('Figure').waitFor(),
    ];
    await phone.getByRole('button', { name: 'Light it: Figure' }).click();
    await Promise.all(told);
    expect(shareOfLight(await light, FIGURE_BOX)).toBeGreaterThan(0.5);
    expect((await state()).stateHash).toBe(stateHash);
    await waitFor('the light to go', async () => (await shot()).data.equals(before.data));
    await phone.getByRole('status').getByText('Figure').waitFor({ state: 'detached' });

    await phone.getByRole('button', { name: 'Light it: Sky' }).click();
    await phone
      .getByRole('status')
      .getByText(/^Sky (is lit in about|stands in the light)/)
      .waitFor();
    await decide({ kind: 'spotlight', on: false });
    await phone.getByText('turned visitors’ light off').waitFor();
    expect(await phone.getByRole('button', { name: /^Light/ }).count()).toBe(0);
    const refused = await fetch(`${server.url}/api/works/1/spotlight`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: SKY, visitor: 'anotherone' }),
    });
    expect([refused.status, (await refused.json()).error]).toEqual([403, 'spotlight-off']);
    await waitFor('the wall to be whole', async () => (await shot()).data.equals(before.data));
    await phone.close();
  });

  it('credits a change to whoever made it, and everybody when a visitor asks', async () => {
    await chain.restyle(FIGURE, [{ lever: 1, index: 7 }]);
    const owner = chain.owners[FIGURE]!.address.toLowerCase();
    const name = `${owner.slice(0, 6)}…${owner.slice(-4)}`;
    const caption = wall.locator('#caption[data-shown]');
    await caption.getByText('Figure, restyled').waitFor();
    const said = await caption.locator('p').last().textContent();
    const { block } = (await json('/api/works/1/credits'))[FIGURE].changed;
    expect(said).toBe(`by ${name} · block ${block.number}`);

    await decide({ kind: 'spotlight', on: true });
    const asked = await fetch(`${server.url}/api/works/1/spotlight`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 0, visitor: 'thelastone' }),
    });
    expect(asked.status).toBe(200);
    const credits = wall.locator('#credits[data-shown]');
    await credits.getByText('Who shapes this painting').waitFor();
    const lines = await credits.locator('li').evaluateAll((items) => items.map((item) => item.textContent));
    expect(lines).toEqual([`Figure${name}block ${block.number}`, expect.stringMatching(/^Sky.*never restyled$/)]);
  });

  it('broke no rule of what pages may load or run, all along', () => {
    expect(violations).toEqual([]);
  });
});

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
/** Shares of the work: where the figure lies, and where there is nothing but sky. */
const FIGURE_BOX: Area = { left: 110 / 320, top: 70 / 200, right: 210 / 320, bottom: 170 / 200 };
const CORNER: Area = { left: 0.02, top: 0.02, right: 0.2, bottom: 0.3 };

function offsetsIn({ width, height }: PNG, { left, top, right, bottom }: Area): number[] {
  const offsets: number[] = [];
  for (let y = Math.ceil(top * height); y < bottom * height; y++)
    for (let x = Math.ceil(left * width); x < right * width; x++) offsets.push(4 * (y * width + x));
  return offsets;
}

function brightnessOf(png: PNG, area: Area): number {
  const channels = offsetsIn(png, area).flatMap((at) => [...png.data.subarray(at, at + 3)]);
  return channels.reduce((sum, channel) => sum + channel, 1);
}

/** As many as the work has tokens. */
function batchesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / 3) }, (_, i) => all.slice(3 * i, 3 * i + 3));
}

/** Run in the page. */
function measureCard(element: Element) {
  const box = element.getBoundingClientRect();
  const part = (name: string) => element.querySelector(name) as HTMLElement;
  const words = part('.words');
  return {
    isOnWall: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
    isWhole: words.scrollHeight <= words.clientHeight && words.scrollWidth <= words.clientWidth,
    // No letter of the text climbs over what stands below it.
    isInOrder: part('.text').getBoundingClientRect().bottom <= part('.from').getBoundingClientRect().top + 1,
    size: Number.parseFloat(getComputedStyle(part('.text')).fontSize) / (innerHeight / 100),
  };
}
