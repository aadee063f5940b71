import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';

const WRITER = resolve(__dirname, '../harness/restyleForEver.mjs');
const ROUNDS = 5;

const hex = (digits: number, n: number): Hex => `0x${n.toString(16).padStart(digits, '0')}`;

describe('chain.db of a process that is killed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pentimento-kill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds every block that was acknowledged, and none in part', async () => {
    const file = join(folder, 'chain.db');
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const printed = await writeAndKill(file, 20 + round * 17);
      expect(printed).toBeGreaterThan(acknowledged);
      acknowledged = printed;

      const damaged: string[] = [];
      const store = openChainStore({
        file,
        chain: { chainId: 1, layerToken: hex(40, 1), featuredMessages: hex(40, 2) },
        now: () => new Date(),
        onDamaged: (movedTo) => damaged.push(movedTo),
      });
      const state = createState({ store, newEpoch: () => 'epoch0002' });
      const head = state.head()!;
      const { state: shown, stateHash, epoch } = state.snapshot(1)!;
      expect([damaged, epoch]).toEqual([[], 'epoch0001']);
      expect(head.number).toBeGreaterThanOrEqual(acknowledged);
      expect(shown.block).toEqual(head);
      expect(shown.tokens[1]!.word).toBe(hex(64, head.number));
      expect(stateHash).toBe(hashWorkState(shown));
      expect(state.history(1, 1).map(({ block }) => block.number)).toEqual(
        Array.from({ length: head.number - 1 }, (_, at) => at + 2),
      );
      expect(state.resume().blocks.map(({ number }) => number)).toEqual(
        Array.from({ length: head.number }, (_, at) => head.number - at),
      );
      store.close();
    }
  });
});

/** Lets the writer acknowledge some blocks and kills it in the middle of the next ones. @returns the last it printed */
async function writeAndKill(file: string, blocks: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (output.split('\n').length > blocks) child.kill('SIGKILL');
  }
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  return Number(output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1));
}
