import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageBundle } from './harness/pageBundle.js';

const SNAPSHOT = join(__dirname, 'snapshots/pageBundle.json');
/** What a change of a library's version or of a page's words may move it by. */
const TOLERANCE = 0.05;
/** Bytes, gzipped. */
const MOST = 200_000;

const PAGES = ['front', 'gallery', 'work', 'token', 'mosaic', 'puzzle', 'how', 'embed', 'sale', 'auction'];
const known = () => JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as Record<string, number>;
const sizeOf = (page: string) => pageBundle(`pages/${page}/index.html`).reduce((sum, { gzip }) => sum + gzip, 0);

/** As gas is: what a page loads may grow, but not unnoticed. `SIZE_SNAPSHOT=write` rewrites it. */
beforeAll(() => {
  if (process.env.SIZE_SNAPSHOT !== 'write') return;
  const sizes = Object.fromEntries(PAGES.map((page) => [page, sizeOf(page)]));
  writeFileSync(SNAPSHOT, `${JSON.stringify(sizes, null, 2)}\n`);
});

test.each(PAGES)('the scripts of %s are as large as they were, and no larger than they may be', (page) => {
  const gzip = sizeOf(page);
  expect(gzip).toBeLessThan(MOST);
  expect(Math.abs(gzip / (known()[page] ?? 0) - 1)).toBeLessThan(TOLERANCE);
});

test('what speaks to wallets and works with keys is loaded once somebody wants to sign, not with the page', () => {
  const scripts = pageBundle('pages/sale/index.html').map(({ file }) =>
    readFileSync(join('dist/display', file), 'utf8'),
  );
  expect(scripts.some((script) => script.includes('eip6963:announceProvider'))).toBe(false);
});

test('what draws the living picture is loaded after the still, not with the page', () => {
  const scripts = pageBundle('pages/front/index.html').map(({ file }) =>
    readFileSync(join('dist/display', file), 'utf8'),
  );
  expect(scripts.some((script) => script.includes('webglcontextlost'))).toBe(false);
});
