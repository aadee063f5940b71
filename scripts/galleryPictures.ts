/**
 * Takes the pictures of docs/gallery.md from the running program: a work that spans three walls, and the operator's page.
 * `npm run picture:gallery`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorOf, pairWall } from '../test/harness/galleryDesk.js';
import { openBrowser } from '../test/harness/openBrowser.js';
import { startServer } from '../test/harness/startServer.js';

/** One screen's picture: pixels here, millimetres on the wall. */
const SIZE = { width: 420, height: 630 };
const BEZEL = 26;
const NAMES = ['North wall, left', 'North wall, middle', 'North wall, right'];

const folder = await mkdtemp(join(tmpdir(), 'pentimento-picture-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
try {
  const operator = operatorOf(server.url, folder);
  const walls = [];
  for (const name of NAMES) walls.push(await pairWall(browser, operator, { url: server.url, name, size: SIZE }));
  const tiles = walls.map(({ id }, i) => ({ screen: id, x: i * (SIZE.width + BEZEL), y: 0, ...SIZE }));
  const shows = { kind: 'work', work: 1 };
  await operator.send('PUT', '/groups/north000', { name: 'North wall', shows, fit: 'fill', tiles });
  const shots = [];
  for (const { page } of walls) {
    await page.waitForFunction(() => window.__pentimento?.isRefined, null, { timeout: 120_000 });
    shots.push((await page.screenshot()).toString('base64'));
  }

  const room = await browser.newPage({ viewport: { width: 1440, height: 760 } });
  await room.setContent(`<style>
    body { margin: 0; height: 100vh; display: flex; gap: 2px; align-items: center; justify-content: center;
      background: radial-gradient(ellipse at 50% 20%, #2a241d, #0e0c0a 75%); }
    img { width: ${SIZE.width}px; border: ${(BEZEL - 2) / 2}px solid #050505; box-shadow: 0 24px 60px #000a; }
  </style>${shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('')}`);
  await room.screenshot({ path: 'docs/span.jpg', type: 'jpeg', quality: 82 });

  const desk = await browser.newPage({ viewport: { width: 1280, height: 860 }, colorScheme: 'dark' });
  await desk.goto(`${server.url}/screens`);
  await desk.getByLabel('Operator’s token').fill(operator.token);
  await desk.getByRole('button', { name: 'Log in' }).click();
  await desk.getByText('3 of 3 connected').waitFor();
  for (const name of NAMES) {
    const card = desk.getByRole('listitem', { name, exact: true });
    await card.getByRole('button', { name: 'Picture' }).click();
    await card.getByText('This is what it shows.').waitFor();
  }
  await desk.evaluate(() => scrollTo(0, 0));
  await desk.screenshot({ path: 'docs/screens.jpg', type: 'jpeg', quality: 80 });
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}
