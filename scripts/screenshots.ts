/**
 * Photographs every page of the house, in the light room and the dark one, on a desktop and a phone, in English, and in
 * German in one room of each: for looking at. They go into `screenshots/`, which git does not keep.
 *
 *     npm run screenshots [-- name …]
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startDemoSeries } from '../test/harness/demoSeries.js';
import { HOUSE_PAGES, type HousePage } from '../test/harness/housePages.js';
import { openBrowser } from '../test/harness/openBrowser.js';
import { restyleDemo } from '../test/harness/restyleDemo.js';
import { startServer } from '../test/harness/startServer.js';
import { waitFor } from '../test/harness/waitFor.js';

const OUT = 'screenshots';
const WORKS = 6;
const WINDOWS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const ROOMS = ['dark', 'light'] as const;
/** Milliseconds in which pictures come that a page asks for as it is looked at. */
const SETTLING = 2_500;

const wanted = process.argv.slice(3);
const pages = HOUSE_PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const folder = await mkdtemp(join(tmpdir(), 'pentimento-screenshots-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
try {
  await mkdir(OUT, { recursive: true });
  const series = startDemoSeries(folder);
  await waitFor('some works of the series', () => series.output().includes(` ${WORKS}/23`), 120_000);
  series.child.kill('SIGKILL');
  // A life to look back on.
  await restyleDemo(server.url, 1, 7, { 0: 5, 2: 9 });
  await restyleDemo(server.url, 1, 6, { 1: 4 });
  await waitFor('everything to be painted', async () => (await fetch(`${server.url}/ready`)).ok, 300_000);
  for (const page of pages) {
    for (const [device, viewport] of Object.entries(WINDOWS)) {
      for (const colorScheme of ROOMS) {
        await photograph(
          browser,
          page,
          { viewport, colorScheme, locale: 'en-GB' },
          `${page.name}-${device}-${colorScheme}`,
        );
      }
      // Words are longer in German, and no other in another light.
      const german = { viewport, colorScheme: device === 'phone' ? 'light' : 'dark', locale: 'de-DE' } as const;
      await photograph(browser, page, german, `${page.name}-${device}-german`);
    }
  }
  console.log(`The pictures are in ${OUT}/.`);
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}

async function photograph(
  within: Browser,
  { path, ready }: HousePage,
  options: Parameters<Browser['newContext']>[0],
  name: string,
): Promise<void> {
  const context = await within.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(server.url + path);
  await page.locator(ready).first().waitFor({ state: 'attached' });
  await lookThrough(page);
  await page.waitForTimeout(SETTLING);
  await page.screenshot({ path: join(OUT, `${name}.jpg`), type: 'jpeg', quality: 82, fullPage: true });
  await context.close();
}

/** Pictures further down are loaded when they are looked at. */
async function lookThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    scrollTo(0, 0);
  });
}
