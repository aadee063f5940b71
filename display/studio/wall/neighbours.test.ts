import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { sigmasBetween } from '../proposal.js';
import { isWalkable, neighboursOf, type Stride } from './neighbours.js';

const variant = (bind: 'latent.coarse' | 'latent.fine'): Lever => ({
  type: 'range',
  label: bind,
  bind,
  min: 0,
  max: 15,
  step: 1,
  default: 0,
});
const storm: Lever = {
  type: 'range',
  label: 'Storm',
  bind: 'latent.direction.storm',
  min: -2,
  max: 2,
  step: 0.25,
  default: 8,
};
const map: Lever = { type: 'position', label: 'Map', bind: 'latent.position', default: 0x8080 };
const mirror: Lever = { type: 'bool', label: 'Mirror', bind: 'placement.mirror', default: 0 };
const levers = [variant('latent.coarse'), variant('latent.fine'), storm, map, mirror];
const at = [3, 7, 8, 0x8080, 1];
const reach = 2;

const far = (stride: Stride) =>
  neighboursOf({ levers, reach, at }, stride, 0, 60).reduce(
    (sum, place) => sum + sigmasBetween(0x8080, place[3]!, reach),
    0,
  ) / 60;

describe('the neighbours of a place', () => {
  it('are the same whenever somebody stands there, and others at every turn', () => {
    const first = neighboursOf({ levers, reach, at }, 'step', 0, 15);
    expect(neighboursOf({ levers, reach, at }, 'step', 0, 15)).toEqual(first);
    expect(neighboursOf({ levers, reach, at }, 'step', 1, 15)).not.toEqual(first);
  });

  it.each(['breath', 'step', 'leap'] as const)(
    'a %s away differ from the place and from each other, within every lever',
    (stride) => {
      const places = neighboursOf({ levers, reach, at }, stride, 0, 15);
      expect(new Set([at, ...places].map(String)).size).toBe(16);
      for (const place of places) {
        expect(place.every((index, i) => index >= 0 && index <= leverMax(levers[i]!))).toBe(true);
        expect(place[4]).toBe(1);
      }
    },
  );

  it('lie farther the longer the stride', () => {
    expect(far('breath')).toBeLessThan(far('step'));
    expect(far('step')).toBeLessThan(far('leap'));
  });

  it('keep their variants at a breath, and at a leap mostly not', () => {
    const kept = (stride: Stride) =>
      neighboursOf({ levers, reach, at }, stride, 0, 60).filter(([coarse, fine]) => coarse === 3 && fine === 7).length;
    expect(kept('breath')).toBe(60);
    expect(kept('leap')).toBeLessThan(20);
  });

  it('are other variants where nothing moves by degrees', () => {
    const [coarse] = levers;
    const places = neighboursOf({ levers: [coarse!], reach, at: [3] }, 'breath', 0, 8);
    expect(new Set([3, ...places.map(([index]) => index)]).size).toBeGreaterThan(6);
  });

  it('are none of a token without a picture', () => {
    expect(isWalkable([mirror])).toBe(false);
    expect(isWalkable(levers)).toBe(true);
  });
});
