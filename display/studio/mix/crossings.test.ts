import type { Lever } from '../../../engine/scene/manifest.js';
import { bandsOf, crossed, crossingsOf } from './crossings.js';

const variant = (bind: 'latent.coarse' | 'latent.middle' | 'latent.fine'): Lever => ({
  type: 'range',
  label: bind,
  bind,
  min: 0,
  max: 15,
  step: 1,
  default: 0,
});
const mirror: Lever = { type: 'bool', label: 'Mirror', bind: 'placement.mirror', default: 0 };

describe('the crossings of two variants', () => {
  it('are eight of three bands, each another, the first all of the one and the last all of the other', () => {
    const crossings = crossingsOf(['coarse', 'middle', 'fine']);
    expect(new Set(crossings.map((crossing) => Object.values(crossing).join())).size).toBe(8);
    expect(crossings[0]).toEqual({ coarse: 'first', middle: 'first', fine: 'first' });
    expect(crossings[7]).toEqual({ coarse: 'second', middle: 'second', fine: 'second' });
  });

  it('move the levers of their bands, wherever these are, and no other', () => {
    const levers = [mirror, variant('latent.fine'), variant('latent.coarse')];
    expect(bandsOf(levers)).toEqual([
      { band: 'coarse', lever: 2 },
      { band: 'fine', lever: 1 },
    ]);
    const crossing = { coarse: 'second', middle: 'first', fine: 'first' } as const;
    expect(crossed([1, 4, 9], levers, { first: 5, second: 11 }, crossing)).toEqual([1, 5, 11]);
  });
});
