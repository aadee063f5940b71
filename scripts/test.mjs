/**
 * Runs every test, cheapest first, and stops at the first suite that fails:
 * forge, then Jest's unit (some on a second Node as well), integration and browser projects on the built program.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { forge } from './forge.mjs';
import { node24 } from './node24.mjs';

/** Jest leaves a core free by default, half of the machine that these are sized for. */
const WORKERS = ['--maxWorkers', '2'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

await build();
if (forge(['test']) !== 0 || forge(['test'], 'seaport') !== 0) process.exit(1);
run('jest', ['--selectProjects', 'unit', ...WORKERS]);
// What must not depend on the Node it runs on: scenes, and the stores, which use Node's own SQLite where there is one.
const other = node24();
if (other)
  run(other, [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    'unit',
    '--testPathPatterns',
    'engine/(state|scene/sceneDigest)',
    ...WORKERS,
  ]);
// Each brings up a chain, a server or a browser of its own, and waits for it half of the time.
run('jest', ['--selectProjects', 'integration', 'e2e', ...WORKERS]);

function run(command, args) {
  const { status, error } = spawnSync(resolve(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) console.error(`${command} could not be started: ${error.message}. Run \`npm install\` first.`);
  if (status !== 0) process.exit(status ?? 1);
}
