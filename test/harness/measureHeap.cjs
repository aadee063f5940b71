/**
 * Loaded into a process under test by `NODE_OPTIONS=--require`: on SIGUSR2 it collects garbage and prints what is left, as a
 * line of JSON with `heapUsed` and `rss` in bytes.
 */
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    gc();
    // What finalisers let go of is collected by a second time.
    setTimeout(() => {
      gc();
      const { heapUsed, rss } = process.memoryUsage();
      process.stdout.write(`${JSON.stringify({ measured: { heapUsed, rss } })}\n`);
    }, 200);
  });
}
