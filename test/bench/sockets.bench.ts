/**
 * Five thousand screens at one server, clients included in the same two cores: `npm run bench:sockets`.
 *
 * A restyle is told to all of them, time after time; each delay is from the commit of its block to the moment a screen reads
 * the delta. The reference is a server on plain `ws` in the place of ours, which sends the same text to the same crowd and
 * does nothing else.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { type Crowd, openCrowd } from '../harness/crowd.js';
import { freePort } from '../harness/freePort.js';
import { openChain } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const SOCKETS = 5_000;
const CONNECT_MS = 20_000;
const ROUNDS = 10;
const PATIENCE = 30_000;

interface Round {
  told: number;
  /** Milliseconds, of those that were told. */
  delays: number[];
}

interface Measured {
  rounds: Round[];
  /** Bytes of resident memory a socket. */
  perSocket: number;
  converged: number;
}

const load = () => loadavg()[0]!.toFixed(1);
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;

console.log(`${SOCKETS} sockets, ${availableParallelism()} cores, load ${load()} at the start.\n`);
const reference = await measurePlain();
const ours = await measureServer();
console.log(row('', 'told', 'p50 ms', 'p95 ms', 'p99 ms', 'last ms', 'KB a socket'));
console.log(row('---', '---', '---', '---', '---', '---', '---'));
print('plain ws (reference)', reference);
print('pentimento', ours);
const ratio = at(all(ours), 0.99) / at(all(reference), 0.99);
console.log(`\nDelta p99 ${at(all(ours), 0.99).toFixed(0)} ms (goal ≤ 500), ${ratio.toFixed(1)} × plain ws;`);
console.log(`${((100 * ours.converged) / SOCKETS).toFixed(1)} % end on the server's state hash (goal 100);`);
console.log(`${(ours.perSocket / 1024).toFixed(0)} KB a socket (goal ≤ 35). Load ${load()}.`);

async function measureServer(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'pentimento-sockets-'));
  const chain = await openChain();
  const measureHeap = join(process.cwd(), 'test/harness/measureHeap.cjs');
  const server = await startServer({
    dataFolder: folder,
    // The commit's time is told at this level.
    env: { ...chain.env, LOG_LEVEL: 'debug', NODE_OPTIONS: `--require=${measureHeap}` },
  });
  const crowd = openCrowd(server.url);
  try {
    const before = await memoryOf(server);
    await crowd.connect(SOCKETS, CONNECT_MS);
    const perSocket = ((await memoryOf(server)) - before) / SOCKETS;
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await crowd.listen();
      const from = server.output().length;
      await chain.restyle(1, [{ lever: 1, index: round + 1 }]);
      const times = await crowd.told(PATIENCE);
      const applied = /"committed":(\d+)/.exec(server.output().slice(from));
      rounds.push(roundOf(times, Number(applied?.[1])));
    }
    const { stateHash } = (await (await fetch(`${server.url}/api/works/1/state`)).json()) as Snapshot;
    const hashes = await crowd.hashes();
    return { rounds, perSocket, converged: hashes.filter((hash) => hash === stateHash).length };
  } finally {
    await crowd.end();
    await server.end('SIGKILL');
    await chain.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePlain(): Promise<Measured> {
  const port = await freePort();
  const child = fork(join(process.cwd(), 'test/bench/plainSockets.mjs'), [String(port)], { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  const crowd = openCrowd(`http://127.0.0.1:${port}`);
  try {
    const before = await ask(child, 'memory');
    await crowd.connect(SOCKETS, CONNECT_MS);
    const perSocket = ((await ask(child, 'memory')) - before) / SOCKETS;
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await plainRound(child, crowd));
    return { rounds, perSocket, converged: (await crowd.hashes()).length };
  } finally {
    await crowd.end();
    child.kill('SIGKILL');
  }
}

async function plainRound(child: ChildProcess, crowd: Crowd): Promise<Round> {
  await crowd.listen();
  const sentAt = await ask(child, 'broadcast');
  return roundOf(await crowd.told(PATIENCE), sentAt);
}

async function ask(child: ChildProcess, order: 'memory' | 'broadcast'): Promise<number> {
  const answered = once(child, 'message');
  child.send(order);
  return (await answered)[0] as number;
}

function roundOf(times: (number | null)[], since: number): Round {
  const told = times.filter((time): time is number => time !== null);
  return { told: told.length, delays: told.map((time) => time - since) };
}

/** Of the server's process, once its garbage is collected. */
async function memoryOf(server: RunningServer): Promise<number> {
  const from = server.output().length;
  server.child.kill('SIGUSR2');
  const [, rss] = await waitFor('the measure', () => /"measured":\{.*"rss":(\d+)/.exec(server.output().slice(from)));
  return Number(rss);
}

function print(name: string, { rounds, perSocket }: Measured): void {
  const told = Math.min(...rounds.map((round) => round.told));
  const delays = rounds.flatMap((round) => round.delays);
  const figures = [0.5, 0.95, 0.99, 1].map((share) => at(delays, share).toFixed(0));
  console.log(row(name, `${told} of ${SOCKETS}`, ...figures, (perSocket / 1024).toFixed(0)));
}

function all({ rounds }: Measured): number[] {
  return rounds.flatMap(({ delays }) => delays);
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
