/**
 * Tests the training code: `npm run test:training [-- pytest's arguments]`. Makes `.venv` the first time, and again
 * whenever engine/training/requirements.txt changes; PYTHON names the interpreter to make it from (3.11 or newer).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const requirements = join(root, 'engine/training/requirements.txt');
const python = join(root, '.venv/bin/python');
const installed = join(root, '.venv/requirements.sha256');

const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', '--clear', join(root, '.venv')]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  writeFileSync(installed, wanted);
}
// Two threads on a busy machine are slower than one.
run(python, ['-m', 'pytest', '-q', 'engine/training', ...process.argv.slice(2)], { OMP_NUM_THREADS: '1' });

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error)
    console.error(`${command} could not be started: ${error.message}. PYTHON may name a Python 3.11 or newer.`);
  if (status !== 0) process.exit(status ?? 1);
}
