import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface CliRun {
  /** 0 for success; null for one that was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `npx pentimento …` on the built program. */
export function startCli(args: string[]): { child: ChildProcess; output: () => string; ended: Promise<CliRun> } {
  const child = spawn(process.execPath, [join(process.cwd(), 'dist/cli/pentimento.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
  return { child, output: () => stdout, ended };
}

export const runCli = (args: string[]): Promise<CliRun> => startCli(args).ended;
