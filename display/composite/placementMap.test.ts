import { placementMap } from './placementMap.js';

const box = { x: 300, y: 200, width: 100, height: 50, rotation: 0 };
const sampleAt = (placement: typeof box, x: number, y: number) => {
  const { across, down } = placementMap(placement);
  return [across[0] * x + across[1] * y + across[2], down[0] * x + down[1] * y + down[2]];
};

describe('placementMap', () => {
  it.each([
    ['the centre', 300, 200, [0.5, 0.5]],
    ['the top left corner', 250, 175, [0, 0]],
    ['the bottom right corner', 350, 225, [1, 1]],
  ])('finds %s of an upright raster', (_, x, y, expected) => {
    expect(sampleAt(box, x, y)).toEqual(expected);
  });

  it('turns clockwise: at 90° the raster’s left edge is on top', () => {
    const [across, down] = sampleAt({ ...box, rotation: 90 }, 300, 150) as [number, number];
    expect(across).toBeCloseTo(0);
    expect(down).toBeCloseTo(0.5);
  });
});
