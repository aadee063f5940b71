import { styleWordVectors } from '../../test/harness/styleWordVectors.js';
import { splitTokenId, tokenIdOf } from './tokenId.js';

describe('a token id', () => {
  it.each(styleWordVectors().tokenIds)(
    'of work $work, index $index is $tokenId on chain',
    ({ work, index, tokenId }) => {
      expect(tokenIdOf(work, index)).toBe(BigInt(tokenId));
      expect(splitTokenId(BigInt(tokenId))).toEqual({ work, index });
    },
  );
});
