import { setImmediate } from 'node:timers/promises';
import { ALL_FAULTS, type Fault } from './faults.js';
import { simulate } from './simulate.js';

/**
 * Runs seeds one after another and prints a line of JSON for each: a process of its own, so that as many run as there
 * are cores. Arguments: the first seed, how many, how far apart, blocks, and the faults that may happen.
 */
const [from = 0, count = 1, step = 1, blocks = 300] = process.argv.slice(2, 6).map(Number);
const faults = (process.argv[6]?.split(',') ?? ALL_FAULTS) as Fault[];

// A run makes thousands of errors, and nobody reads where.
Error.stackTraceLimit = 0;

for (let at = 0; at < count; at++) {
  const seed = from + at * step;
  const { failure, told } = await simulate({ seed, blocks, faults });
  process.stdout.write(`${JSON.stringify({ seed, failure, told })}\n`);
  // Virtual time passes without the event loop, and only there does a database's memory come back.
  await setImmediate();
}
