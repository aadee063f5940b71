/**
 * Runs the forge of `node_modules` with these arguments and exits as it does. Forge's own npm launcher (1.7.1) always
 * exits with 0, so a failing test would pass.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * @param {string[]} args
 * @param {string} [profile] of foundry.toml; without one, as the environment says
 * @returns {number} forge's exit status
 */
export function forge(args, profile) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const env = profile ? { ...process.env, FOUNDRY_PROFILE: profile } : process.env;
  const { status, error } = spawnSync(forgeBinary(), args, { cwd: root, env, stdio: 'inherit' });
  if (error) throw error;
  return status ?? 1;
}

/** @returns {string} the file of the forge of `node_modules` */
export function forgeBinary() {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const executable = process.platform === 'win32' ? 'forge.exe' : 'forge';
  return createRequire(import.meta.url).resolve(`@foundry-rs/forge-${process.platform}-${arch}/bin/${executable}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = forge(process.argv.slice(2));
