/**
 * Looks for mistakes in the contracts without running them: forge's linter, Slither (static analysis) and Halmos, which
 * proves `test/symbolic` for every input. Slither and Halmos are Python programs; those that are not there are named,
 * with how to get them, and make this fail.
 */
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forge, forgeBinary } from './forge.mjs';

/** Without the libraries, and without the detectors whose every finding was looked at and is meant: SECURITY.md says why. */
const TRIAGED = `--filter-paths node_modules --exclude ${[
  'assembly',
  'calls-loop',
  'costly-loop',
  'incorrect-equality',
  'missing-inheritance',
  'missing-zero-check',
  'shadowing-local',
  'timestamp',
  'unused-return',
].join(',')}`;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Both Python programs call forge themselves.
const path = [join(root, '.venv/bin'), process.env.PATH, dirname(forgeBinary())].join(delimiter);

const passed = [
  forge(['build', '--quiet', '--force', '--build-info'], 'analysis') === 0,
  forge(['lint', 'contracts', '--deny', 'notes'], 'analysis') === 0,
  python('slither', 'analysis', `. --foundry-ignore-compile --foundry-out-directory out/analysis ${TRIAGED}`),
  // Solady packs its storage by hand, and a token has twelve levers.
  python('halmos', 'symbolic', '--forge-build-out out/symbolic --storage-layout generic --loop 13'),
];
if (passed.includes(false)) process.exitCode = 1;

function python(program, profile, options) {
  const env = { ...process.env, PATH: path, FOUNDRY_PROFILE: profile };
  const { status, error } = spawnSync(program, options.split(' '), { cwd: root, env, stdio: 'inherit' });
  if (error?.code === 'ENOENT') {
    console.error(
      `${program} is not on the PATH: python3 -m venv .venv && .venv/bin/pip install slither-analyzer==0.11.6 halmos==0.3.3`,
    );
  } else if (error) throw error;
  return status === 0;
}
