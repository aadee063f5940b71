import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ALL_FAULTS } from './faults.js';
import { simulate } from './simulate.js';

const SEEDS = 300;
const BLOCKS = 300;

test(`${SEEDS} chains of ${BLOCKS} blocks end as their plain fold, whatever nodes, stores and crashes do`, () => {
  // In processes of their own: every core, and none of the cost of a test environment.
  const options = ['--seeds', String(SEEDS), '--blocks', String(BLOCKS)];
  const { status, stdout } = spawnSync(process.execPath, [join(process.cwd(), 'scripts/faults.mjs'), ...options], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stdout);
  expect(stdout).toContain(`${SEEDS} seeds of ${BLOCKS} blocks`);
}, 1_200_000);

// Seeds that failed once, each by what was wrong.
test.each([
  [16, 'during a reorg that another node saw, one on a much shorter fork was believed'],
  [15, 'with the other node resting, one on a shorter fork took back what a longer chain had told'],
  [1068, 'right after a crash, the first node that answered was believed about a fork'],
  [20_274, 'a fork told by a node that is gone was held on to, because it was longer than the chain'],
  [1373, 'settled history went on from a block that a deep reorg had taken off while its next stretch was read'],
  [2456, 'after a crash, a node alone on a short fork was believed against a block that a longer chain had settled'],
  [19_902, 'a second fold that the full disk let nobody begin had taken the place of the first'],
])('seed %i: %s', async (seed) => {
  expect((await simulate({ seed, blocks: BLOCKS, faults: ALL_FAULTS })).failure).toBeNull();
});
