import { hashWorkState } from './hashWorkState.js';
import type { Delta, Op, Snapshot } from './messages.js';
import type { BlockRef } from './primitives.js';
import type { Message, WorkState } from './workState.js';

/** Why a delta cannot be applied. Every case has one cure: ask for `sync`. A `stale` one needs no cure. */
export type DeltaRefusal = 'stale' | 'gap' | 'epoch' | 'hash';

/**
 * The snapshot after a delta, or why the delta does not fit.
 * @param held what the screen shows; never changed
 */
export function applyDelta(held: Snapshot, delta: Delta): Snapshot | DeltaRefusal {
  if (delta.epoch !== held.epoch) return 'epoch';
  if (delta.seq <= held.seq) return 'stale';
  if (delta.prev !== held.seq) return 'gap';
  const restyled = delta.restyled ?? restyledBy(held.state, delta);
  const state = { ...delta.ops.reduce(applyOp, held.state), block: delta.block, restyled };
  if (hashWorkState(state) !== delta.stateHash) return 'hash';
  return { ...held, seq: delta.seq, state, stateHash: delta.stateHash };
}

/** The block that last changed a word, as ops and block tell it: so one restyle need not name its block twice. */
export function restyledBy({ restyled }: WorkState, { block, ops }: Pick<Delta, 'block' | 'ops'>): BlockRef {
  return ops.some(({ op }) => op === 'style') ? block : restyled;
}

/** The state after one op. Both server and screen build their states with it, so they cannot disagree on order. */
export function applyOp(state: WorkState, op: Op): WorkState {
  switch (op.op) {
    case 'style':
      return {
        ...state,
        tokens: state.tokens.map((token) => (token.index === op.token ? { ...token, word: op.word } : token)),
      };
    case 'owner':
      return {
        ...state,
        tokens: state.tokens.map((token) => (token.index === op.token ? { ...token, owner: op.owner } : token)),
      };
    case 'feature':
      return { ...state, messages: [...without(state.messages, op.message.token), op.message].sort(byBlockThenToken) };
    case 'unfeature':
      return { ...state, messages: without(state.messages, op.token) };
  }
}

const without = (messages: Message[], token: number) => messages.filter((message) => message.token !== token);

const byBlockThenToken = (a: Message, b: Message) => a.block - b.block || a.token - b.token;
