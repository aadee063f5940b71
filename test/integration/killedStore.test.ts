import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from '../harness/killRounds.js';

const ROUNDS = 50;

test('chain.db of a process that is killed holds all that was acknowledged, none in part, and opens at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-kill-'));
  const { violations, slowestReopen } = await killRounds(folder, ROUNDS, (below) => randomInt(below));
  expect(violations).toEqual([]);
  expect(slowestReopen).toBeLessThan(1000);
  rmSync(folder, { recursive: true });
}, 180_000);
