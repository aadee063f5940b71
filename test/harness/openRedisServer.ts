import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { freePort } from './freePort.js';
import { waitFor } from './waitFor.js';

/** A real Redis that keeps nothing on disk: a restart forgets everything. */
export interface RedisServer {
  url: string;
  port: number;
  /** Sends it one command, as `redis-cli` would. */
  command(...words: string[]): Promise<unknown>;
  kill(): Promise<void>;
  /** Starts it again, empty, at the same port. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** `describe` where the Debian packages are installed that a test needs, else one plain line and `describe.skip`. */
export function describeWith(...commands: string[]): jest.Describe {
  const missing = commands.filter((command) => spawnSync('which', [command]).status !== 0);
  if (missing.length === 0) return describe;
  console.warn(`Skipped: not installed (Debian: apt install ${missing.join(' ')}).`);
  return describe.skip;
}

export async function openRedisServer(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;

  async function command(...words: string[]): Promise<unknown> {
    const client = createClient({ url, socket: { reconnectStrategy: false } }).on('error', () => {});
    await client.connect();
    return client.sendCommand(words).finally(() => client.destroy());
  }

  async function start(): Promise<void> {
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
      stdio: 'ignore',
    });
    await waitFor('Redis to answer', () => command('PING').catch(() => null));
  }

  async function kill(): Promise<void> {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    server = null;
    await ended;
  }

  await start();
  return {
    url,
    port,
    command,
    kill,
    start,
    async end() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
