/**
 * Takes the README's pictures from the running program: a demo world made for the purpose, its work as a visitor meets
 * it, and the studio with an owner's proposal before it is signed. `npm run picture`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../test/harness/openBrowser.js';
import { startServer } from '../test/harness/startServer.js';

const folder = await mkdtemp(join(tmpdir(), 'pentimento-picture-'));
const server = await startServer({ dataFolder: folder });
const browser = await openBrowser();
try {
  const screen = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await screen.goto(`${server.url}/screen/1?motion=off`);
  await screen.waitForFunction(() => window.__pentimento?.isRefined, null, { timeout: 120_000 });
  await screen.screenshot({ path: 'docs/genesis.jpg', type: 'jpeg', quality: 90 });
  await screen.close();

  const studio = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await studio.goto(`${server.url}/studio?layer=7&motion=off`);
  await studio.getByRole('button', { name: 'Choose a wallet' }).click();
  await studio.getByRole('button', { name: /Owns .*Figure/ }).click();
  const wall = studio.getByRole('list', { name: 'Neighbours' });
  // Painted one after another: one's own picture and fifteen neighbours.
  const hung = () => wall.locator('img').nth(15).waitFor({ state: 'attached', timeout: 120_000 });
  await hung();
  await wall.getByRole('button', { name: 'Neighbour 5', exact: true }).click();
  await studio.getByText('Your proposal. Nothing is on chain until you sign.').waitFor();
  await studio.getByText(/^Gas, about: /).waitFor();
  await hung();
  await studio.locator('[data-awaited="true"]').first().waitFor({ state: 'detached', timeout: 120_000 });
  await studio.screenshot({ path: 'docs/studio.jpg', type: 'jpeg', quality: 85 });
} finally {
  await browser.close();
  await server.end();
  await rm(folder, { recursive: true });
}
