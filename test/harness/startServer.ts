import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from './freePort.js';
import { waitFor } from './waitFor.js';

/** Milliseconds a start may take on a machine that is busy with much else. */
const START_LIMIT = 180_000;

/** npm runs every command of the project in its root. */
const root = process.cwd();

export interface RunningServer {
  url: string;
  port: number;
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it with a signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the built program on a data folder, as `npm start` does, and waits until it is ready. */
export async function startServer(options: {
  dataFolder: string;
  port?: number;
  env?: Record<string, string>;
  /** The path that answers when the server is started enough; `/ready` without one. */
  until?: string;
  /** A command that ends in running what is appended to it, in the same process. */
  through?: string[];
}): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const [command, ...args] = [...(options.through ?? []), process.execPath, join(root, 'dist/server/main.js')];
  const child = spawn(command!, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: options.dataFolder, LOG_LEVEL: 'info', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit');

  const url = `http://127.0.0.1:${port}`;
  await waitFor(
    `the server on port ${port} to be ready`,
    async () => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output}`);
      return fetch(`${url}${options.until ?? '/ready'}`).then(
        (response) => response.ok,
        () => false,
      );
    },
    START_LIMIT,
  );
  return {
    url,
    port,
    child,
    output: () => output,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await exited;
    },
  };
}
