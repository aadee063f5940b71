import { applyDelta } from './applyDelta.js';
import { hashWorkState } from './hashWorkState.js';
import type { Delta, Snapshot } from './messages.js';
import type { WorkState } from './workState.js';

const word = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const;
const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}` as const;

const state: WorkState = {
  work: 1,
  block: { number: 7, hash: word(7), time: 1_700_000_000 },
  restyled: { number: 3, hash: word(3), time: 1_699_999_000 },
  tokens: [
    { index: 0, owner: address(1), word: word(0) },
    { index: 1, owner: address(2), word: word(5) },
  ],
  messages: [],
};
const held: Snapshot = { v: 1, epoch: 'epoch0001', seq: 4, state, stateHash: hashWorkState(state) };

function restyle(overrides: Partial<Delta> = {}): Delta {
  const block = { number: 8, hash: word(8), time: 1_700_000_012 };
  const tokens = state.tokens.map((token) => (token.index === 1 ? { ...token, word: word(6) } : token));
  return {
    v: 1,
    work: 1,
    epoch: 'epoch0001',
    prev: 4,
    seq: 5,
    block,
    ops: [{ op: 'style', token: 1, word: word(6) }],
    stateHash: hashWorkState({ ...state, tokens, block, restyled: block }),
    ...overrides,
  };
}

describe('applyDelta', () => {
  it('gives the state the server hashed', () => {
    expect(applyDelta(held, restyle())).toMatchObject({ seq: 5, state: { tokens: [{}, { word: word(6) }] } });
  });

  it('leaves the held snapshot as it was', () => {
    const before = structuredClone(held);
    applyDelta(held, restyle());
    expect(held).toEqual(before);
  });

  it.each([
    ['epoch', { epoch: 'epoch0002' }],
    ['stale', { seq: 4 }],
    ['gap', { prev: 3 }],
    ['hash', { stateHash: word(1) }],
  ])('refuses a delta for its %s', (reason, overrides) => {
    expect(applyDelta(held, restyle(overrides))).toBe(reason);
  });

  it('takes the block of a restyle for the one that last changed a word', () => {
    const after = applyDelta(held, restyle());
    expect(after).toMatchObject({ state: { restyled: { number: 8 } } });
  });

  it('goes back to an earlier such block when it is told', () => {
    const restyled = { number: 2, hash: word(2), time: 1_699_998_000 };
    const { state } = applyDelta(held, restyle()) as Snapshot;
    const stateHash = hashWorkState({ ...state, restyled });
    expect(applyDelta(held, restyle({ restyled, stateHash }))).toMatchObject({ state: { restyled: { number: 2 } } });
    expect(applyDelta(held, restyle({ restyled }))).toBe('hash');
  });

  it('fits one restyle into 512 bytes', () => {
    expect(JSON.stringify(restyle()).length).toBeLessThanOrEqual(512);
  });

  it('keeps one live message a token, oldest first', () => {
    const message = (token: number, block: number) => ({
      token,
      by: address(2),
      text: 'hello',
      link: '',
      block,
      time: 1_700_000_000,
    });
    const full = { ...state, messages: [message(1, 3), message(2, 5)] };
    const block = { number: 9, hash: word(9), time: 1_700_000_024 };
    const delta: Delta = {
      ...restyle(),
      block,
      ops: [{ op: 'feature', message: message(1, 9) }],
      stateHash: hashWorkState({ ...full, messages: [message(2, 5), message(1, 9)], block }),
    };
    expect(applyDelta({ ...held, state: full }, delta)).toMatchObject({
      state: { restyled: state.restyled, messages: [{ token: 2 }, { token: 1, block: 9 }] },
    });
  });
});
