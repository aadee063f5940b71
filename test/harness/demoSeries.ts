import { type ChildProcess, spawn } from 'node:child_process';

export interface DemoSeries {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
}

/** Begins to fill the demo world in a data folder, as `npm run demo:series` does. */
export function startDemoSeries(dataFolder: string, env: Record<string, string> = {}): DemoSeries {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/demoSeries.ts'], {
    cwd: process.cwd(),
    env: { ...process.env, DATA_DIR: dataFolder, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  return { child, output: () => output };
}
