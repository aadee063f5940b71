/**
 * How fast the engine follows a chain: RPC → proof → fold → `chain.db`, each block on the disk before the next.
 *
 *     npm run bench:sync
 *
 * The node is `localNode.ts`, a process of its own on this machine that answers from memory. The reference is what one
 * would write without the follower: a loop of viem's `getContractEvents` over ranges of the same chain, folded into the
 * same store by the same code. It believes whatever it is told, asks for nothing twice, and reads no headers. Each fills
 * a store of its own in a process of its own, so that memory is its own as well.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';
import { benchDeployment, LAYERS, MODEL_FOLDER, RESTYLES, WORKS } from './syncChain.js';

/** What `syncStore.ts` prints when it is done. */
export interface Synced {
  /** Of the backfill alone. */
  seconds: number;
  /** Seconds of processor time up to its end, starting included: what a shared machine leaves alone. */
  cpu: number;
  /** Megabytes. */
  peakRss: number;
  /** Milliseconds of each block that came after it, from being seen to being on the disk, and from being mined. */
  committed: number[];
  mined: number[];
}

const folder = mkdtempSync(join(tmpdir(), 'pentimento-bench-'));
const children: ChildProcess[] = [];
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
  const rpcUrl = `http://127.0.0.1:${await firstLine('localNode.js')}`;
  console.log(`backfill of ${digits(RESTYLES)} restyles (and ${digits(WORKS * (LAYERS + 1))} tokens)`);
  const plain = await sync('plain', rpcUrl);
  const follower = await sync('follower', rpcUrl);
  console.log(
    `  ratio                    ${(plain.seconds / follower.seconds).toFixed(2)} × in time, ${(plain.cpu / follower.cpu).toFixed(2)} × in processor time`,
  );
  console.log(`block seen → on the disk   ${spread(follower.committed)}`);
  console.log(`block mined → on the disk  ${spread(follower.mined)} (polled every 20 ms)`);
  const { serving, caughtUp } = await restart(rpcUrl);
  console.log(`after SIGKILL              serving in ${digits(serving)} ms, caught up in ${digits(caughtUp)} ms`);
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

function run(script: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join('dist/test/bench', script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

async function firstLine(script: string, ...args: string[]): Promise<string> {
  const child = run(script, ...args);
  if (!child.stdout) throw new Error(`${script} has no output`);
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${script} ended without a word`);
}

async function sync(how: 'plain' | 'follower', rpcUrl: string): Promise<Synced> {
  const synced: Synced = JSON.parse(await firstLine('syncStore.js', how, rpcUrl, join(folder, how, 'chain.db')));
  const { seconds, cpu, peakRss } = synced;
  const name = how === 'plain' ? 'plain getContractEvents' : 'follower';
  console.log(
    `  ${name.padEnd(24)} ${digits(RESTYLES / seconds)} events/s (${cpu.toFixed(1)} s of processor time), ${digits(peakRss)} MB`,
  );
  return synced;
}

/** A server on the followed store is killed, and started again. */
async function restart(rpcUrl: string): Promise<{ serving: number; caughtUp: number }> {
  const deployment = join(folder, 'deployment.json');
  writeFileSync(deployment, JSON.stringify(benchDeployment()));
  const env = { RPC_URL: rpcUrl, DEPLOYMENT: deployment, MODEL_DIR: MODEL_FOLDER, PAINTERS: '1', RPC_RATE: '1000' };
  const dataFolder = join(folder, 'follower');
  const start = () => startServer({ dataFolder, env, until: '/api/works/1/state' });
  const first = await start();
  await first.end('SIGKILL');
  const begun = performance.now();
  const again = await start();
  const serving = performance.now() - begun;
  await waitFor('the server to catch up', async () => {
    const health = await fetch(`${again.url}/health`).then((response) => response.json());
    return health.live;
  });
  const caughtUp = performance.now() - begun;
  const exited = once(again.child, 'exit');
  again.child.kill('SIGKILL');
  await exited;
  return { serving, caughtUp };
}

function digits(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function spread(values: number[]): string {
  return `p50 ${at(values, 0.5).toFixed(1)} ms, p99 ${at(values, 0.99).toFixed(1)} ms`;
}

function at(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
