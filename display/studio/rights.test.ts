import type { Hex } from '../../engine/protocol/primitives.js';
import { rightsOf } from './rights.js';

const address = (digit: string) => `0x${digit.repeat(40)}` as Hex;
const [me, vault, other] = [address('a'), address('b'), address('c')];
const token = (index: number, owner: Hex) => ({ index, owner, word: `0x${'0'.repeat(64)}` as Hex });
const tokens = [token(0, other), token(1, me), token(2, vault), token(3, other)];
const lent = { work: 1, workTitle: 'Genesis', index: 3, title: 'Ridge', lentUntil: 1_900_000_000 };
const idOf = (index: number) => BigInt(65_536 + index);

describe('by what right an account restyles', () => {
  it('is ownership, a loan or a delegation by the owner', () => {
    const rights = rightsOf(me, tokens, [lent], [{ from: vault, tokenId: null }], idOf);
    expect([...rights]).toEqual([
      [1, { by: 'owner' }],
      [2, { by: 'delegation' }],
      [3, { by: 'loan', until: 1_900_000_000 }],
    ]);
  });

  it('does not come of a delegation for another token, or by somebody who is not its owner any more', () => {
    const rights = rightsOf(
      me,
      tokens,
      [],
      [
        { from: vault, tokenId: idOf(3) },
        { from: me, tokenId: idOf(2) },
      ],
      idOf,
    );
    expect([...rights.keys()]).toEqual([1]);
  });

  it('is none without an account', () => {
    expect(rightsOf(undefined, tokens, [lent], [], idOf).size).toBe(0);
  });
});
