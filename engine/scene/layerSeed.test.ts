import { styleWordVectors } from '../../test/harness/styleWordVectors.js';
import { layerSeed } from './layerSeed.js';

describe('layerSeed', () => {
  it.each(styleWordVectors().seeds)(
    "S-15: is the contract's seedOf token $tokenId",
    ({ contract, entropy, tokenId, seed }) => {
      expect(layerSeed(contract, entropy, BigInt(tokenId))).toBe(seed);
    },
  );
});
