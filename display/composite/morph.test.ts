import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import type { Signature } from '../../engine/scene/scene.js';
import type { Frame, LayerFrame } from './frame.js';
import { createMorph, frameAt, passOverMissing } from './morph.js';

const layer = (overrides: Partial<LayerFrame> = {}): LayerFrame => ({
  token: 1,
  from: { raster: 'a', mirror: false },
  to: { raster: 'a', mirror: false },
  mix: 0,
  by: 'fading',
  placement: { x: 0, y: 0, width: 100, height: 100, rotation: 0, fade: 0 },
  colour: { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: [1, 1, 1], tintWeight: 0 },
  opacity: 1,
  blends: [{ mode: 'normal', share: 1 }],
  ...overrides,
});
const pose = (raster: string, mirror = false) => ({ from: { raster, mirror }, to: { raster, mirror } });
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

/** The only layer of a morph, at a moment. */
function at(from: LayerFrame, to: LayerFrame, progress: number, between: string[] = []): LayerFrame {
  return frameAt(createMorph(frame(from), frame(to), [between], 'brush'), progress).layers[0] as LayerFrame;
}

const steps = Array.from({ length: 201 }, (_, i) => i / 200);

describe('a morph', () => {
  it('begins at what was shown and ends at the scene itself', () => {
    const from = frame(layer({ opacity: 0.4, ...pose('a') }));
    const to = frame(layer({ opacity: 0.9, ...pose('b') }));
    const morph = createMorph(from, to, [['m1']], 'brush');
    expect(frameAt(morph, 0).layers[0]).toMatchObject({ from: { raster: 'a' }, mix: 0, opacity: 0.4 });
    expect(frameAt(morph, 1)).toBe(to);
  });

  it('goes through every picture once, in order, and never jumps', () => {
    const order = ['a', 'm1', 'm2', 'm3', 'b'];
    const positions = steps.slice(0, -1).map((progress) => {
      const { from, to, mix } = at(layer(pose('a')), layer(pose('b')), progress, ['m1', 'm2', 'm3']);
      expect(order.indexOf(to.raster)).toBe(order.indexOf(from.raster) + 1);
      return order.indexOf(from.raster) + mix;
    });
    const strides = positions.slice(1).map((position, i) => position - (positions[i] as number));
    expect(Math.min(...strides)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...strides)).toBeLessThan((4 / 200) * 2);
    expect(positions.at(-1)).toBeCloseTo(4, 2);
  });

  it('passes over a picture that is not there in time, without a jump when it comes later', () => {
    const there = new Set(['a', 'm2', 'b']);
    let morph = createMorph(frame(layer(pose('a'))), frame(layer(pose('b'))), [['m1', 'm2', 'm3']], 'brush');
    const seen = steps.slice(0, -1).map((progress) => {
      if (progress === 0.5) there.add('m1').add('m3');
      morph = passOverMissing(morph, progress, (raster) => there.has(raster));
      const { from, to } = frameAt(morph, progress).layers[0] as LayerFrame;
      expect([from.raster, to.raster].every((raster) => there.has(raster))).toBe(true);
      return `${from.raster} ${to.raster}`;
    });
    expect([...new Set(seen)]).toEqual(['a m2', 'm2 m2', 'm2 m3', 'm3 b']);
  });

  it('crossfades straight to the end when nothing between was painted', () => {
    expect(at(layer(pose('a')), layer(pose('b')), 0.5)).toMatchObject({
      from: { raster: 'a' },
      to: { raster: 'b' },
      mix: 0.5,
    });
  });

  it('leaves the picture alone where only numbers move', () => {
    const moved = at(
      layer(),
      layer({ placement: { x: 50, y: 0, width: 100, height: 100, rotation: 0, fade: 0 } }),
      0.5,
      [],
    );
    expect(moved).toMatchObject({ from: { raster: 'a' }, to: { raster: 'a' }, placement: { x: 25 } });
  });

  it('mirrors by a crossfade on the way', () => {
    const { from, to, mix } = at(layer(pose('a')), layer(pose('a', true)), 0.5);
    expect([from.mirror, to.mirror, mix]).toEqual([false, true, 0.5]);
  });

  it.each([
    ['350° to 10° through 0°', 350, 10, 360],
    ['10° to 350° through 0°', 10, 350, 0],
  ])('turns the short way round: %s', (_, rotation, to, expected) => {
    const placement = { x: 0, y: 0, width: 1, height: 1, fade: 0 };
    const turned = at(
      layer({ placement: { ...placement, rotation } }),
      layer({ placement: { ...placement, rotation: to } }),
      0.5,
    );
    expect(turned.placement.rotation).toBeCloseTo(expected);
  });

  it('fades a tint in with its own colour', () => {
    const plain = layer().colour;
    const { colour } = at(layer(), layer({ colour: { ...plain, tint: [1, 0, 0], tintWeight: 1 } }), 0.5);
    expect(colour).toMatchObject({ tint: [1, 0, 0], tintWeight: 0.5 });
  });

  it('fades one blend into the other, even when interrupted twice', () => {
    const normalToMultiply = at(layer(), layer({ blends: [{ mode: 'multiply', share: 1 }] }), 0.5);
    const thenToScreen = at(normalToMultiply, layer({ blends: [{ mode: 'screen', share: 1 }] }), 0.5);
    const shares = Object.fromEntries(thenToScreen.blends.map(({ mode, share }) => [mode, share]));
    expect(shares).toEqual({ screen: 0.5, normal: 0.25, multiply: 0.25 });
  });

  it('needs no picture of an end that cannot be seen', () => {
    expect(at(layer(pose('a')), layer({ opacity: 0, ...pose('b') }), 0.5, ['m1']).to.raster).toBe('a');
    expect(at(layer({ opacity: 0, ...pose('a') }), layer(pose('b')), 0.5, ['m1']).from.raster).toBe('b');
  });

  it('goes from one light, palette and grain to another without a jump', () => {
    const from = frame(layer());
    const to = { ...from, light: LIGHTS.night, palette: PALETTES.ochre, grain: { strength: 0.4, seed: 1 } };
    const half = frameAt(createMorph(from, to, [[]], 'brush'), 0.5);
    expect(half.light.chroma).toBeCloseTo((LIGHTS.noon.chroma + LIGHTS.night.chroma) / 2);
    expect(half.light.shadows[0]).toBeCloseTo((LIGHTS.noon.shadows[0] + LIGHTS.night.shadows[0]) / 2);
    expect(half.palette.strength).toBeCloseTo(PALETTES.ochre.strength / 2);
    expect(half.grain.strength).toBeCloseTo(0.2);
  });

  it('fades one signature out before another fades in', () => {
    const signed = (corner: Signature['corner']): Frame => ({ ...frame(layer()), signature: { corner, formula: 'f' } });
    const morph = createMorph(signed('top-left'), signed('bottom-right'), [[]], 'brush');
    const shown = steps.map((progress) => frameAt(morph, progress));
    const corners = shown.map(({ signature, signed }) => (signed > 0 ? signature?.corner : 'none'));
    expect(corners[0]).toBe('top-left');
    expect(corners.at(-1)).toBe('bottom-right');
    const strides = shown.slice(1).map((frame, i) => Math.abs(frame.signed - shown[i]!.signed));
    expect(Math.max(...strides)).toBeLessThan(0.04);
    expect(frameAt(createMorph(signed('top-left'), signed('top-left'), [[]], 'brush'), 0.5).signed).toBe(1);
  });
});
