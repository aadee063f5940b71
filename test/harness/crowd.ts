import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Thousands of screens in a process of their own, which speak the wire's protocol and draw nothing. */
export interface Crowd {
  /** Connects that many more, evenly over a time in milliseconds. @returns how long each took until it had its state */
  connect(count: number, over: number): Promise<number[]>;
  /** Forgets what they were told. */
  listen(): Promise<void>;
  /** Waits until each was told a delta since then. @returns when each was, Unix milliseconds; null for those never told */
  told(patience: number): Promise<(number | null)[]>;
  /** The state hash that each was told last, without those that were told none. */
  hashes(): Promise<string[]>;
  end(): Promise<void>;
}

type Order =
  | { type: 'connect'; count: number; over: number }
  | { type: 'listen' }
  | { type: 'told'; patience: number }
  | { type: 'hashes' };

/** @param url of the server they connect to */
export function openCrowd(url: string): Crowd {
  const child: ChildProcess = fork(join(process.cwd(), 'test/harness/crowdProcess.mjs'), [url]);
  const ended = once(child, 'exit');
  async function ask<T>(order: Order): Promise<T> {
    const answered = once(child, 'message');
    child.send(order);
    const [answer] = await answered;
    return answer as T;
  }
  return {
    connect: (count, over) => ask({ type: 'connect', count, over }),
    listen: () => ask({ type: 'listen' }),
    told: (patience) => ask({ type: 'told', patience }),
    hashes: () => ask({ type: 'hashes' }),
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
