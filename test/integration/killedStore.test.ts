import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from '../harness/killRounds.js';

const ROUNDS = 50;
/** Of SQLite: some for each table, and none for each of the hundreds of blocks that a store holds by the end. */
const MOST_CALLS = 80;

test('chain.db of a process that is killed holds all that was acknowledged, none in part, and opens at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-kill-'));
  const { violations, mostCalls } = await killRounds(folder, ROUNDS, (below) => randomInt(below));
  expect(violations).toEqual([]);
  expect(mostCalls).toBeLessThan(MOST_CALLS);
  rmSync(folder, { recursive: true });
  // For that a process is started each time.
}, 900_000);
