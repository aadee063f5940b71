/**
 * Takes the README's pictures from the running program: a demo world made for the purpose, its work as a visitor meets
 * it, and the studio with an owner's proposal before it is signed. `npm run picture`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIANTS } from '../server/world/demoLevers.js';
import { openBrowser } from '../test/harness/openBrowser.js';
import { startServer } from '../test/harness/startServer.js';

const folder = await mkdtemp(join(tmpdir(), 'pentimento-picture-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
try {
  const wall = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await wall.goto(`${server.url}/screen/1?motion=off`);
  await wall.locator('body[data-phase="showing"]').waitFor();
  await wall.screenshot({ path: 'docs/genesis.jpg', type: 'jpeg', quality: 90 });
  await wall.close();

  const studio = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await studio.goto(`${server.url}/studio?layer=7&motion=off`);
  await studio.getByRole('button', { name: 'Choose a wallet' }).click();
  await studio.getByRole('button', { name: /Owns .*Figure/ }).click();
  await studio.locator('label:has([aria-label="Ultramarine"])').click();
  await studio.getByText('Cloth:').waitFor();
  // The variants of the three bands are painted one after another.
  const variants = studio.getByRole('region', { name: 'Painting' }).locator('img');
  await variants.nth(3 * VARIANTS - 1).waitFor({ state: 'attached', timeout: 120_000 });
  await studio.screenshot({ path: 'docs/studio.jpg', type: 'jpeg', quality: 85 });
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}
