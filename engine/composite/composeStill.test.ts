import { composeReference } from '../../test/harness/composeReference.js';
import { CompositeError } from '../errors/compositeErrors.js';
import { LIGHTS, PALETTES } from '../scene/grades.js';
import { BLEND_MODES } from '../scene/manifest.js';
import type { Raster } from '../scene/raster.js';
import type { ColourAdjustment, Placement, Scene, SceneLayer } from '../scene/scene.js';
import { composeStill } from './composeStill.js';

const WIDTH = 48;
const HEIGHT = 32;
const whole: Placement = {
  x: WIDTH / 2,
  y: HEIGHT / 2,
  width: WIDTH,
  height: HEIGHT,
  rotation: 0,
  mirror: false,
  fade: 0,
};
const neutral: ColourAdjustment = { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: null };

/** Waves of colour over the whole range, under an alpha given by place, 0…1 across and down. */
function waves(phase: number, width: number, height: number, alpha: (u: number, v: number) => number): Raster {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const wave = (turn: number) => 127.5 + 127.5 * Math.sin(turn + phase);
    rgba.set([wave(x / 9), wave(y / 13 + 2), wave((x + y) / 17 + 4), alpha(x / width, y / height) * 255], i * 4);
  }
  return { width, height, rgba };
}

const backdrop = waves(1, WIDTH, HEIGHT, () => 1);
/** Every alpha from none to full, left to right. */
const veil = waves(5, WIDTH, HEIGHT, (u) => u);
/** Opaque within, transparent at its edge, as painted layers are. */
const disc = waves(3, 32, 32, (u, v) => 4 * (0.45 - Math.hypot(u - 0.5, v - 0.5)));

const layer = (token: number, part: Partial<SceneLayer> = {}): SceneLayer => ({
  token,
  recipe: {
    kind: 'latent',
    model: '',
    class: 'sky',
    seed: '0x',
    coarse: 0,
    middle: 0,
    fine: 0,
    partner: 0,
    mix: 0,
    truncation: 0,
    noise: { variant: 0, strength: 255 },
    position: [],
    directions: [],
  },
  placement: whole,
  colour: neutral,
  opacity: 1,
  blend: 'normal',
  visible: true,
  ...part,
});

const sceneOf = (layers: SceneLayer[], part: Partial<Scene> = {}): Scene => ({
  width: WIDTH,
  height: HEIGHT,
  background: [0.2, 0.4, 0.8],
  signature: null,
  light: LIGHTS.noon,
  palette: PALETTES.neutral,
  grain: { strength: 0, seed: 0 },
  layers,
  ...part,
});

/** The share of pixels whose every channel is within 1/255 of the reference, as rounding alone leaves them. */
function agreement(scene: Scene, rasters: Map<number, Raster>, width = WIDTH) {
  const still = composeStill(scene, rasters, { width });
  const reference = composeReference(scene, rasters, { width });
  expect([still.width, still.height]).toEqual([reference.width, reference.height]);
  const pixels = Array.from({ length: still.width * still.height }, (_, i) =>
    [0, 1, 2].every((channel) => Math.abs(still.rgba[i * 4 + channel]! - reference.rgba[i * 4 + channel]!) <= 1),
  );
  return pixels.filter(Boolean).length / pixels.length;
}

/** Every mode with a backdrop of every alpha from top to bottom and a source of every alpha from left to right. */
const MATRIX = BLEND_MODES.flatMap((blend) => [1, 0.7, 0.25].map((opacity) => ({ blend, opacity })));
const matrixRasters = new Map([
  [1, waves(1, WIDTH, HEIGHT, (_, v) => v)],
  [2, veil],
]);
const matrixScene = (part: Partial<SceneLayer>) => sceneOf([layer(1), layer(2, part)]);

describe('a still keeps the order law', () => {
  it.each(MATRIX)('blending $blend at opacity $opacity under every alpha', (part) => {
    expect(agreement(matrixScene(part), matrixRasters)).toBeGreaterThanOrEqual(0.995);
  });

  it.each<[string, Partial<Placement>, number]>([
    ['magnified', {}, 48],
    ['turned', { rotation: 30 }, 48],
    ['faded at its edges', { fade: 0.2 }, 48],
    ['faded and turned', { fade: 0.35, rotation: 20, mirror: true }, 60],
    ['mirrored', { mirror: true }, 48],
    ['mirrored and turned, on a larger still', { mirror: true, rotation: 200, x: 20, width: 35 }, 75],
    ['reduced', { width: 25, height: 20 }, 48],
    ['partly off the canvas', { x: -2, y: 35, rotation: 45 }, 48],
  ])('placing a layer %s', (_, placement, width) => {
    const placed = layer(2, { placement: { ...whole, ...placement }, opacity: 0.8 });
    const rasters = new Map([
      [1, backdrop],
      [2, disc],
    ]);
    expect(agreement(sceneOf([layer(1), placed]), rasters, width)).toBeGreaterThanOrEqual(0.995);
  });

  it.each<[string, Partial<SceneLayer>]>([
    ['over all', {}],
    ['over all, half transparent', { opacity: 0.5 }],
    ['over all, multiplied', { blend: 'multiply' }],
    ['over the left half', { placement: { ...whole, x: 0 } }],
    ['over the lower half', { placement: { ...whole, y: HEIGHT } }],
    ['beside the canvas', { placement: { ...whole, x: -WIDTH } }],
    ['below the canvas', { placement: { ...whole, y: 3 * HEIGHT } }],
  ])('laying an opaque layer %s', (_, part) => {
    const rasters = new Map([
      [1, waves(2, WIDTH, HEIGHT, () => 1)],
      [2, disc],
      [3, backdrop],
      [4, veil],
    ]);
    const scene = sceneOf([layer(1), layer(2), layer(3, part), layer(4)]);
    expect(agreement(scene, rasters)).toBeGreaterThanOrEqual(0.995);
  });

  it.each<[string, Partial<ColourAdjustment>]>([
    ['hue', { hue: 140 }],
    ['saturation', { saturation: 1.7 }],
    ['brightness', { brightness: 0.6 }],
    ['contrast', { contrast: 1.4 }],
    ['tint', { tint: [0.8, 0.6, 0.3] }],
    ['everything', { hue: 300, saturation: 0.5, brightness: 1.2, contrast: 0.8, tint: [0.2, 0.4, 0.9] }],
  ])('adjusting %s', (_, part) => {
    const colour = { ...neutral, ...part };
    const rasters = new Map([
      [1, backdrop],
      [2, veil],
    ]);
    expect(agreement(sceneOf([layer(1), layer(2, { colour })]), rasters)).toBeGreaterThanOrEqual(0.995);
  });

  it.each<[string, Partial<Scene>]>([
    ...Object.entries(LIGHTS).map(
      ([name, light]) => [`in the light of ${name}`, { light }] as [string, Partial<Scene>],
    ),
    ...Object.entries(PALETTES).map(([name, palette]) => [`in ${name}`, { palette }] as [string, Partial<Scene>]),
    ['on a grained canvas', { grain: { strength: 0.2, seed: 0xfedcba98 } }],
    ['signed', { signature: { corner: 'bottom-right', formula: 'min_G max_D E[log D(x)]' } }],
    [
      'through every pass',
      {
        light: LIGHTS.night,
        palette: PALETTES.madder,
        grain: { strength: 0.15, seed: 7 },
        signature: { corner: 'top-left', formula: 'f(G(z))' },
      },
    ],
  ])('finished %s', (_, part) => {
    const rasters = new Map([
      [1, backdrop],
      [2, disc],
    ]);
    for (const width of [WIDTH, 131]) {
      expect(agreement(sceneOf([layer(1), layer(2)], part), rasters, width)).toBeGreaterThanOrEqual(0.995);
    }
  });
});

describe('composeStill', () => {
  it('shows the background where nothing is painted', () => {
    const { rgba } = composeStill(sceneOf([]), new Map(), { width: 10 });
    expect([...rgba.subarray(0, 4)]).toEqual([51, 102, 204, 255]);
  });

  it('leaves out invisible layers and asks no raster of them', () => {
    const hidden = [layer(1, { visible: false }), layer(2, { opacity: 0 })];
    expect(composeStill(sceneOf(hidden), new Map(), { width: 10 })).toEqual(
      composeStill(sceneOf([]), new Map(), { width: 10 }),
    );
  });

  it('keeps fine texture even in a thumbnail', () => {
    const stripes = { ...waves(0, 256, 256, () => 1) };
    for (let i = 0; i < stripes.rgba.length; i += 4) stripes.rgba.fill((i / 4) % 2 === 0 ? 255 : 0, i, i + 3);
    const { rgba } = composeStill(sceneOf([layer(1)]), new Map([[1, stripes]]), { width: 12 });
    const reds = Array.from({ length: rgba.length / 4 }, (_, i) => rgba[i * 4]!);
    expect(Math.min(...reds)).toBeGreaterThan(100);
    expect(Math.max(...reds)).toBeLessThan(155);
  });

  it.each([0, -1, 1.5, 8193, Number.NaN])('refuses the width %p', (width) => {
    expect(() => composeStill(sceneOf([]), new Map(), { width })).toThrow(CompositeError);
  });

  it('names every raster it lacks', () => {
    expect(() => composeStill(sceneOf([layer(1), layer(2), layer(3)]), new Map([[2, veil]]), { width: 10 })).toThrow(
      /tokens 1, 3 are missing/,
    );
  });
});
