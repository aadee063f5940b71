/**
 * How soon a page can be used on a slow machine: the processor slowed to a quarter, the server asked before, so that its
 * stills are made. A page can be used when its picture is there, its heading, and the main thread has been free for half a
 * second (as Lighthouse counts it); beside it the same page of bare HTML with one still, which is the least there is.
 *
 *     npm run bench:pages
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { HOUSE_PAGES } from '../harness/housePages.js';
import { openBrowser } from '../harness/openBrowser.js';
import { pageBundle } from '../harness/pageBundle.js';
import { startServer } from '../harness/startServer.js';

const SLOWDOWN = 4;
const RUNS = 5;
/** Milliseconds. */
const QUIET = 500;
const GOAL = 2_000;
/** Those that show art before anything else. */
const MEASURED = ['front', 'gallery', 'work', 'how'];

const folder = await mkdtemp(join(tmpdir(), 'pentimento-bench-pages-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
const bare = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(`<h1>Genesis</h1><img src="${server.url}/api/works/1/still.webp?width=1280" alt="">`);
}).listen(0, '127.0.0.1');
await once(bare, 'listening');
try {
  const reference = await median(browser, `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, 'h1');
  console.log(
    `\nThe processor slowed to 1/${SLOWDOWN}, the median of ${RUNS} runs each, ms until a page can be used\n`,
  );
  console.log(`${'bare HTML and a still (reference)'.padEnd(36)}${String(Math.round(reference)).padStart(7)}`);
  for (const { name, path, ready } of HOUSE_PAGES.filter(({ name }) => MEASURED.includes(name))) {
    const time = await median(browser, server.url + path, ready);
    const gzip = pageBundle(`pages/${name}/index.html`).reduce((sum, file) => sum + file.gzip, 0);
    const verdict = time <= GOAL ? '' : `  over the goal of ${GOAL}`;
    console.log(
      `${path.padEnd(36)}${String(Math.round(time)).padStart(7)}  ${(time / reference).toFixed(1)} ×  ${Math.round(gzip / 1000)} kB of scripts${verdict}`,
    );
  }
} finally {
  await browser.close();
  bare.close();
  await server.end();
  await rm(folder, { recursive: true });
}

async function median(within: Browser, url: string, ready: string): Promise<number> {
  const times: number[] = [];
  // The first opens the server's caches and is not counted.
  for (let run = 0; run <= RUNS; run++) {
    const time = await timeOf(within, url, ready);
    if (run > 0) times.push(time);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

/** Milliseconds from the navigation's start until picture and heading are there and no long task has begun since. */
async function timeOf(within: Browser, url: string, ready: string): Promise<number> {
  const context = await within.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { __tasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push(startTime + duration);
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(url, { waitUntil: 'commit' });
  const time = await page.evaluate(
    ([selector, quiet]) =>
      new Promise<number>((resolve) => {
        let shownAt = 0;
        const look = () => {
          const picture = document.querySelector<HTMLImageElement>('img');
          const isShown =
            document.querySelector(selector) && (!picture || (picture.complete && picture.naturalWidth > 0));
          if (isShown && shownAt === 0) shownAt = performance.now();
          const tasks = (window as unknown as { __tasks: number[] }).__tasks.filter((end) => end <= shownAt);
          if (shownAt > 0 && performance.now() - shownAt > quiet) resolve(Math.max(shownAt, ...tasks));
          else setTimeout(look, 20);
        };
        look();
      }),
    [ready, QUIET] as const,
  );
  await context.close();
  return time;
}
