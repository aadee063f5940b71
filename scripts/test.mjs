/**
 * Runs every test: Jest's unit (some on a second Node as well), integration and browser projects on the built program, and
 * forge beside the first of them, because its compiler keeps one core busy for a minute. Ends with the first that fails.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { node24 } from './node24.mjs';

/** Jest leaves a core free by default, half of the machine that these are sized for. */
const WORKERS = ['--maxWorkers', '2'];
/** Each brings up a chain, a server or a browser of its own, and waits for it half of the time. */
const WAITING_WORKERS = ['--maxWorkers', '3'];
const JEST = 'node_modules/jest/bin/jest.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

await build();
const contracts = testContracts();
await run(process.execPath, [JEST, '--selectProjects', 'unit', ...WORKERS]);
// What must not depend on the Node it runs on: scenes, and the stores, which use Node's own SQLite where there is one.
const other = node24();
const patterns = ['--testPathPatterns', 'engine/(state|scene/sceneDigest)'];
if (other) await run(other, [JEST, '--selectProjects', 'unit', ...patterns, ...WORKERS]);
await contracts;
await run(process.execPath, [JEST, '--selectProjects', 'integration', 'e2e', ...WAITING_WORKERS]);

async function testContracts() {
  for (const profile of [process.env.FOUNDRY_PROFILE ?? 'default', 'seaport']) {
    // Told whole when it has ended: what runs beside it tells its own.
    await run(process.execPath, ['scripts/forge.mjs', 'test'], { FOUNDRY_PROFILE: profile }, 'pipe');
  }
}

async function run(command, args, env = {}, output = 'inherit') {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['inherit', output, output],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      told += text;
    });
  }
  const end = () => child.kill();
  process.once('exit', end);
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('exit', end);
  process.stdout.write(told);
  if (status !== 0) process.exit(status ?? 1);
}
