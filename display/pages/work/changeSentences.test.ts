import type { Hex } from '../../../engine/protocol/primitives.js';
import type { Message, WorkState } from '../../../engine/protocol/workState.js';
import { changeSentences } from './changeSentences.js';

const titles = ['The whole work', 'Sky', 'Ridge'];
const titleOf = (index: number) => titles[index] ?? '';
const hex = (n: number, digits: number): Hex => `0x${n.toString(16).padStart(digits, '0')}`;
const at = (block: number, changes: Partial<WorkState> = {}): WorkState => ({
  work: 1,
  block: { number: block, hash: hex(block, 64), time: 1_700_000_000 },
  restyled: { number: 0, hash: hex(0, 64), time: 1_700_000_000 },
  tokens: titles.map((_, index) => ({ index, owner: hex(7, 40), word: hex(0, 64) })),
  messages: [],
  ...changes,
});
const restyled = (index: number, word: number) =>
  at(0).tokens.map((token) => (token.index === index ? { ...token, word: hex(word, 64) } : token));
const message: Message = { token: 2, by: hex(7, 40), text: 'Good morning', link: '', block: 43, time: 1 };

describe('changeSentences', () => {
  it('says nothing of two equal states', () => {
    expect(changeSentences(at(41), at(41), titleOf)).toEqual([]);
  });

  it('says which layer was restyled, and in which block', () => {
    expect(changeSentences(at(41), at(42, { tokens: restyled(2, 5) }), titleOf)).toEqual([
      'Ridge was restyled at block 42.',
    ]);
  });

  it('says that a change was taken back when the chain reorganised', () => {
    expect(changeSentences(at(42, { tokens: restyled(2, 5) }), at(41), titleOf)).toEqual([
      'Ridge was restyled again, as the chain took a change back.',
    ]);
  });

  it('says that a layer changed hands', () => {
    const sold = at(0).tokens.map((token) => (token.index === 1 ? { ...token, owner: hex(8, 40) } : token));
    expect(changeSentences(at(41), at(42, { tokens: sold }), titleOf)).toEqual(['Sky has a new owner.']);
  });

  it('reads a new message out once, and says when it is gone', () => {
    const said = at(43, { messages: [message] });
    expect(changeSentences(at(41), said, titleOf)).toEqual(['Ridge says: Good morning']);
    expect(changeSentences(said, at(44, { messages: [message] }), titleOf)).toEqual([]);
    expect(changeSentences(said, at(45), titleOf)).toEqual(['Ridge’s message is no longer shown.']);
  });
});
