import { edgeShare } from './fadeEdges.js';

describe('edgeShare', () => {
  it('leaves a raster whole that does not fade', () => {
    expect([0, 128, 255].map((at) => edgeShare(at, 256, 0))).toEqual([1, 1, 1]);
  });

  it('is all but nothing at an edge, half in the middle of the fade and everything beyond it, alike at both ends', () => {
    const shares = Array.from({ length: 200 }, (_, at) => edgeShare(at, 200, 0.1));
    expect(shares[0]).toBeLessThan(0.002);
    expect((shares[9]! + shares[10]!) / 2).toBeCloseTo(0.5, 3);
    expect(shares.slice(20, 180)).toEqual(Array(160).fill(1));
    expect(shares.toReversed()).toEqual(shares);
  });

  it('reaches as far in a raster of any size', () => {
    expect(edgeShare(51.5, 1024, 0.1)).toBeCloseTo(edgeShare(12.5, 256, 0.1), 2);
  });
});
