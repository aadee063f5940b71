import fc from 'fast-check';
import { applyOp } from '../../engine/protocol/applyDelta.js';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Delta, Snapshot } from '../../engine/protocol/messages.js';
import type { WorkState } from '../../engine/protocol/workState.js';
import { emptySession, receiveDelta, receiveSnapshot, type SessionState } from './sessionState.js';

const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const;
const owner = `0x${'1'.repeat(40)}` as const;

const first: WorkState = {
  work: 1,
  block: { number: 1, hash: word(1), time: 1_700_000_000 },
  restyled: { number: 1, hash: word(1), time: 1_700_000_000 },
  tokens: [0, 1, 2].map((index) => ({ index, owner, word: word(0) })),
  messages: [],
};

/** A life of the work: the snapshot at every clock and the delta that leads to it. */
function life(length: number, epoch = 'epoch0001') {
  const at = (state: WorkState, seq: number): Snapshot => ({
    v: 1,
    epoch,
    seq,
    state,
    stateHash: hashWorkState(state),
  });
  const snapshots = [at(first, 0)];
  const deltas: Delta[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const op = { op: 'style', token: 1 + (seq % 2), word: word(seq) } as const;
    const block = { number: 1 + seq, hash: word(1 + seq), time: 1_700_000_000 + seq };
    const state = { ...applyOp((snapshots[seq - 1] as Snapshot).state, op), block, restyled: block };
    snapshots.push(at(state, seq));
    deltas.push({ v: 1, work: 1, epoch, prev: seq - 1, seq, block, ops: [op], stateHash: hashWorkState(state) });
  }
  return { snapshots, deltas };
}

const { snapshots, deltas } = life(8);
const started = receiveSnapshot(emptySession, snapshots[0]!).state;
const receiveAll = (session: SessionState, arriving: readonly Delta[]) =>
  arriving.reduce((received, delta) => receiveDelta(received.state, delta), {
    state: session,
    cure: 'none',
  } as ReturnType<typeof receiveDelta>);

describe('the session state', () => {
  it('ends where the server is, in whatever order and however often the deltas come', () => {
    const anyDelivery = fc
      .tuple(fc.shuffledSubarray(deltas, { minLength: 8 }), fc.array(fc.constantFrom(...deltas), { maxLength: 8 }))
      .map(([all, again]) => [...all, ...again]);
    fc.assert(
      fc.property(anyDelivery, (arriving) => {
        const { state, cure } = receiveAll(started, arriving);
        expect(cure).toBe('none');
        expect(state).toEqual({ held: snapshots[8], early: [] });
      }),
    );
  });

  it('waits at a gap, and catches up when the missing delta comes', () => {
    const gap = receiveAll(started, [deltas[0]!, deltas[2]!, deltas[3]!]);
    expect(gap.cure).toBe('wait');
    expect(gap.state.held?.seq).toBe(1);
    const mended = receiveDelta(gap.state, deltas[1]!);
    expect(mended.cure).toBe('none');
    expect(mended.state.held?.seq).toBe(4);
  });

  it('takes a snapshot over a gap and applies the early deltas that follow on it', () => {
    const gap = receiveDelta(started, deltas[4]!);
    const { state, cure } = receiveSnapshot(gap.state, snapshots[4]!);
    expect(cure).toBe('none');
    expect(state).toEqual({ held: snapshots[5], early: [] });
  });

  it('keeps what it holds when an older snapshot of the same epoch comes late', () => {
    const now = receiveSnapshot(started, snapshots[3]!).state;
    expect(receiveSnapshot(now, snapshots[2]!).state).toBe(now);
  });

  it('takes a snapshot of a new epoch, however low its clock', () => {
    const now = receiveSnapshot(started, snapshots[8]!).state;
    const reborn = life(1, 'epoch0002').snapshots[1]!;
    expect(receiveSnapshot(now, reborn).state.held).toBe(reborn);
  });

  it.each([
    ['of another epoch', { epoch: 'epoch0002' }, 'snapshot'],
    ['whose hash differs', { stateHash: word(99) }, 'snapshot'],
    ['of another work', { work: 2 }, 'none'],
  ] as const)('leaves what it holds alone on a delta %s', (_, overrides, cure) => {
    const received = receiveDelta(started, { ...deltas[0]!, ...overrides });
    expect(received.cure).toBe(cure);
    expect(received.state.held).toBe(started.held);
  });

  it('refuses a snapshot that does not hash to what it says', () => {
    const received = receiveSnapshot(emptySession, { ...snapshots[0]!, stateHash: word(99) });
    expect(received).toEqual({ state: emptySession, cure: 'snapshot' });
  });

  it('asks for a sync rather than pile up early deltas without end', () => {
    const many = life(80).deltas.slice(1);
    const cures = new Set<string>();
    let session = started;
    for (const delta of many) {
      const received = receiveDelta(session, delta);
      session = received.state;
      cures.add(received.cure);
      expect(session.early.length).toBeLessThanOrEqual(64);
    }
    expect(cures).toEqual(new Set(['wait', 'sync']));
  });
});
