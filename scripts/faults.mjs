/**
 * Runs the fault simulator: `npm run test:faults -- --seeds 300 --blocks 300`. A seed that fails is run again with fewer
 * faults and blocks while it still fails, and printed as a command that repeats it.
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { compileFaults } from './compileFaults.mjs';
import { runSeeds } from './runSeeds.mjs';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    seeds: { type: 'string', default: '300' },
    blocks: { type: 'string', default: '300' },
    faults: { type: 'string' },
    kills: { type: 'string', default: '0' },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const [from, seeds, blocks, kills, jobs] = [values.from, values.seeds, values.blocks, values.kills, values.jobs].map(
  Number,
);
/** Milliseconds between two lines that say how far it is. */
const PROGRESS_INTERVAL = 15_000;
const ALL_FAULTS = 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F15 F16 F17 F19 F20 F22 F23'.split(' ');

const folder = await compileFaults('plain');
const began = performance.now();
const failed = [];
const told = {};
let done = 0;
let printedAt = began;
const seconds = () => (performance.now() - began) / 1000;

const codes = await runSeeds(
  folder,
  { from, seeds, blocks, faults: values.faults?.split(','), jobs },
  ({ seed, failure, told: events }) => {
    done += 1;
    for (const [type, count] of Object.entries(events)) told[type] = (told[type] ?? 0) + count;
    if (failure) {
      failed.push(seed);
      console.log(`seed ${seed}: ${failure.slice(0, 500)}`);
    }
    if (performance.now() - printedAt > PROGRESS_INTERVAL) {
      printedAt = performance.now();
      console.log(
        `${done} of ${seeds} seeds, ${failed.length} failed, ${(done / seconds()).toFixed(1)} a second; --from ${from + done - jobs} goes on from here`,
      );
    }
    return false;
  },
);

for (const seed of failed.slice(0, 3)) console.log(`Repeat it: ${await shrink(seed)}`);
const counts = Object.entries(told).map(([type, count]) => `${count} ${type}`);
console.log(
  `${done} seeds of ${blocks} blocks in ${seconds().toFixed(1)} s on ${jobs} cores, ${failed.length} failed (${counts.join(', ')}).`,
);
const isKept = kills === 0 || (await survivesKills());
process.exit(failed.length === 0 && codes.every((code) => code === 0) && isKept ? 0 : 1);

async function survivesKills() {
  await build();
  return spawnSync(process.execPath, [join(folder, 'runKills.js'), String(kills)], { stdio: 'inherit' }).status === 0;
}

/** Leaves out what is not needed for a seed to fail. */
async function shrink(seed) {
  let smallest = { blocks, faults: values.faults?.split(',') ?? ALL_FAULTS };
  const fails = async (run) => {
    let isFailure = false;
    await runSeeds(folder, { from: seed, seeds: 1, jobs: 1, ...run }, ({ failure }) => {
      isFailure = failure !== null;
      return false;
    });
    return isFailure;
  };
  for (const fault of smallest.faults) {
    const run = { ...smallest, faults: smallest.faults.filter((other) => other !== fault) };
    if (run.faults.length > 0 && (await fails(run))) smallest = run;
  }
  for (let length = Math.floor(blocks / 2); length >= 30; length = Math.floor(length / 2)) {
    const run = { ...smallest, blocks: length };
    if (!(await fails(run))) break;
    smallest = run;
  }
  const { blocks: length, faults } = smallest;
  return `npm run test:faults -- --from ${seed} --seeds 1 --blocks ${length} --faults ${faults.join()}`;
}
