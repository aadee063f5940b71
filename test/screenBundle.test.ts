import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenBundle } from './harness/screenBundle.js';

const SNAPSHOT = join(__dirname, 'snapshots/screenBundle.json');
/** What a change of a library's version or of a page's words may move it by. */
const TOLERANCE = 0.08;
const MOST = 250_000;

/** As gas is: what a screen loads may grow, but not unnoticed. `SIZE_SNAPSHOT=write` rewrites it. */
test('a screen’s scripts are as large as they were, and no larger than they may be', () => {
  const gzip = screenBundle().reduce((sum, file) => sum + file.gzip, 0);
  if (process.env.SIZE_SNAPSHOT === 'write') writeFileSync(SNAPSHOT, `${JSON.stringify({ gzip }, null, 2)}\n`);
  const known = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as { gzip: number };
  expect(gzip).toBeLessThan(MOST);
  expect(Math.abs(gzip / known.gzip - 1)).toBeLessThan(TOLERANCE);
});
