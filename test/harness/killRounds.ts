import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import { sqliteDriver } from '../../engine/state/sqliteDriver.js';
import { faultySqlite } from './faultySqlite.js';

export interface KillReport {
  rounds: number;
  /** What was found wrong, each with its round; empty when every promise was kept. */
  violations: string[];
  /** Milliseconds that the slowest opening of the store took. */
  slowestReopen: number;
  /** The most calls of SQLite that an opening took, however much the store held. */
  mostCalls: number;
}

/** What a writer said before it was killed. */
interface Acknowledged {
  number: number;
  seq: number;
  epoch: string;
}

/** Stores that are written at a time: one waits for the disk while the other's process starts. */
const WRITERS = 2;
const WRITER = join(process.cwd(), 'test/harness/restyleForEver.mjs');

/**
 * Lets processes write a store and kills them in the middle of it, again and again, and looks each time whether the store
 * holds every block that was acknowledged, none in part, and what a screen missed that was told up to there.
 * @param draw  a whole number in 0…below−1
 */
export async function killRounds(folder: string, rounds: number, draw: (below: number) => number): Promise<KillReport> {
  const report: KillReport = { rounds, violations: [], slowestReopen: 0, mostCalls: 0 };
  let left = rounds;
  const writeOn = async (file: string) => {
    while (left > 0) {
      const round = rounds - left--;
      const acknowledged = await writeAndKill(file, 1 + draw(30));
      const { problems, took, calls } = inspect(file, acknowledged);
      report.violations.push(...problems.map((problem) => `round ${round}: ${problem}`));
      report.slowestReopen = Math.max(report.slowestReopen, took);
      report.mostCalls = Math.max(report.mostCalls, calls);
    }
  };
  mkdirSync(folder, { recursive: true });
  await Promise.all(Array.from({ length: WRITERS }, (_, at) => writeOn(join(folder, `${at}.db`))));
  return report;
}

const hex = (digits: number, n: number): Hex => `0x${n.toString(16).padStart(digits, '0')}`;

/** Lets the writer acknowledge some blocks and kills it in the middle of the next ones. @returns the last it printed */
async function writeAndKill(file: string, blocks: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.split('\n').length > blocks) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself with ${code}`);
  const [number, seq, epoch] = output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1)!.split(' ');
  return { number: Number(number), seq: Number(seq), epoch: String(epoch) };
}

function inspect(file: string, acknowledged: Acknowledged): { problems: string[]; took: number; calls: number } {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const counting = faultySqlite(sqliteDriver, null, 'io');
  const begun = performance.now();
  const store = openChainStore({
    file,
    chain: { chainId: 1, layerToken: hex(40, 1), featuredMessages: hex(40, 2) },
    driver: counting.driver,
    now: () => new Date(),
    onDamaged: (_, problem) => problems.push(`the store was damaged: ${problem}`),
  });
  const state = createState({ store, newEpoch: () => 'epoch0002' });
  const took = performance.now() - begun;
  const calls = counting.calls();
  const head = state.head();
  const shown = state.snapshot(1);
  if (!head || !shown) return { problems: [...problems, 'nothing is left'], took, calls };

  const { seq, epoch, state: work, stateHash } = shown;
  expect(head.number >= acknowledged.number, `block ${acknowledged.number} was acknowledged, ${head.number} is held`);
  expect(work.block.hash === head.hash, 'the work is not as of the head');
  expect(work.tokens[1]?.word === hex(64, head.number), 'the word is not that of the head');
  expect(stateHash === hashWorkState(work), 'the hash is not that of the state');
  const styles = state.history(1, 1).map(({ block }) => block.number);
  expect(styles.join() === range(2, head.number).join(), `the history holds blocks ${styles.join()}`);
  const blocks = state.resume().blocks.map(({ number }) => number);
  expect(
    blocks.join() ===
      range(head.number - blocks.length + 1, head.number)
        .reverse()
        .join(),
    'a block is missing',
  );
  // Told screens are at the clock acknowledged last; what was kept after it and never told must be there for them.
  const missed = state.deltasSince(1, acknowledged.epoch, acknowledged.seq);
  if (epoch !== acknowledged.epoch) expect(missed === null, 'deltas cross an epoch');
  else if (missed === null) problems.push('what a screen missed is gone');
  else {
    const end = missed.at(-1) ?? acknowledged;
    expect(end.seq === seq, 'what a screen missed does not lead to the state');
    expect(
      missed.every(({ prev }, at) => prev === (missed[at - 1] ?? acknowledged).seq),
      'a delta is missing',
    );
  }
  store.close();
  return { problems, took, calls };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
