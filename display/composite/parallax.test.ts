import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import type { Frame, LayerFrame } from './frame.js';
import { seenFrom } from './parallax.js';

const layer = (x: number, y: number, width: number, height: number): LayerFrame => ({
  token: 1,
  from: { raster: 'a', mirror: false },
  to: { raster: 'a', mirror: false },
  mix: 0,
  by: 'fading',
  placement: { x, y, width, height, rotation: 0, fade: 0 },
  colour: { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: [1, 1, 1], tintWeight: 0 },
  opacity: 1,
  blends: [{ mode: 'normal', share: 1 }],
});
const frame = (...layers: LayerFrame[]): Frame => ({
  work: 1,
  width: 1600,
  height: 1000,
  background: [0, 0, 0],
  signature: null,
  signed: 1,
  light: LIGHTS.noon,
  palette: PALETTES.neutral,
  grain: { strength: 0, seed: 1 },
  layers,
});
const moves = (seen: Frame, from: Frame) =>
  seen.layers.map(({ placement }, i) => placement.x - from.layers[i]!.placement.x);

describe('a frame seen from one side', () => {
  const inside = () => layer(800, 500, 400, 400);

  it('is the frame itself from straight before it', () => {
    const straight = frame(inside(), inside());
    expect(seenFrom(straight, 0, 1)).toBe(straight);
  });

  it('moves a layer the further the nearer it is, and the farthest not at all', () => {
    const flat = frame(inside(), inside(), inside());
    const [far, middle, near] = moves(seenFrom(flat, 1, 0), flat) as [number, number, number];
    expect(far).toBe(0);
    expect(near).toBeGreaterThan(middle);
    expect(near).toBeLessThan(1600 / 100);
  });

  it('leaves what ends at the canvas’s edge, and moves what reaches well beyond it', () => {
    const flat = frame(inside(), layer(800, 500, 1600, 500), layer(800, 500, 1696, 1100));
    const [, ending, beyond] = moves(seenFrom(flat, 1, 0), flat);
    expect(ending).toBe(0);
    expect(beyond).not.toBe(0);
  });
});
