import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { CORNERS, type LayerManifest, type Manifest } from '../../engine/scene/manifest.js';
import {
  choice,
  type Directions,
  grain,
  hue,
  percent,
  pictureLevers,
  pixels,
  type Start,
  throughTheDay,
  tint,
  truth,
  VARIANTS,
} from './demoLevers.js';
import type { DemoModel } from './demoModel.js';

/**
 * The artist's 32 bytes for Genesis, from which its layers' seeds derive: sha256 of "Genesis 3". It and the
 * variants that the layers start with were chosen by eye.
 */
export const GENESIS_ENTROPY: Hex = '0x3af4624ad93554e0a525ea6be7a282d36e30313a33f3ec30bd255b37b6850db5';

/**
 * The first demo work: a shore, a master and seven layers from the sky to the figure who looks on.
 *
 * Ranges are as wide as a state drawn at random still reads as one painting. Ridge and water reach down to the canvas's
 * lower edge, so that whatever horizon they have there is no gap between them; the castle stands on the far shore, its
 * foot behind the water; tree and figure root below the canvas, and what stands free fades at its picture's edges. The
 * master's palette binds them all, and one course of brightness the hours.
 */
export function genesisManifest(model: DemoModel): Manifest {
  const { name, sha256, signature } = model;
  return checkManifest({
    format: 'pentimento/1',
    title: 'Genesis',
    artist: 'Pentimento',
    description:
      'A shore, in seven layers: sky, celestial, ridge, architecture, water, flora, figure. Each belongs to someone, and whoever owns it may paint it over. By day the celestial body crosses the sky, by night it comes back. Every earlier state stays on chain.',
    licence: 'CC0-1.0',
    canvas: { ...CANVAS, background: '#1b2233' },
    model: { name, sha256, ...(signature === null ? {} : { signature }) },
    motion: { stepSeconds: 600 },
    master: {
      title: 'Genesis',
      levers: [
        choice('Light', 'work.light', ['gold', 'noon', 'dawn', 'dusk', 'night']),
        choice('Palette', 'work.palette', ['neutral', 'ochre', 'ultramarine', 'verdigris', 'madder']),
        grain(60, 25),
        ...(signature === null ? [] : [choice('Signature', 'work.signature', ['off', ...CORNERS])]),
      ],
    },
    layers: LAYERS.map(({ directions, levers, start, ...layer }) => ({
      ...layer,
      variants: VARIANTS,
      levers: [...pictureLevers(model, layer.picture.class, start, directions), ...levers],
    })),
  });
}

interface GenesisLayer extends Omit<LayerManifest, 'picture' | 'variants'> {
  picture: { kind: 'latent'; class: string };
  start: Start;
  directions: Directions;
}

const CANVAS = { width: 1600, height: 1000 };

/** Percent, every three hours from midnight. */
const DAYLIGHT = [74, 76, 88, 98, 104, 100, 92, 80];

/** East at six, high at noon, west at six, and back by night lower down. Pixels, every two hours from midnight. */
const CROSSING = {
  x: [0, -230, -390, -450, -390, -230, 0, 230, 390, 450, 390, 230],
  y: [40, 45, 60, 70, 0, -50, -70, -50, 0, 70, 60, 45],
};

const LAYERS: GenesisLayer[] = [
  {
    title: 'Sky',
    picture: { kind: 'latent', class: 'sky' },
    // Beyond every edge, as a model's pictures are weakest at their own, and a little lower than the horizon.
    box: { x: 800, y: 450, width: 1696, height: 1000 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 9, middle: 14, fine: 1 },
    directions: { clouds: [-1.5, 2], storm: [-2, 1], warmth: [-2, 2] },
    walk: { path: 'eight', axes: [9, 10], radius: 0.6, period: 144 },
    levers: [percent('Saturation', 'colour.saturation', 60, 120, 5), truth('Mirror', 'placement.mirror')],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
  {
    title: 'Celestial',
    picture: { kind: 'latent', class: 'celestial' },
    box: { x: 830, y: 225, width: 500, height: 500, fade: 0.12 },
    blend: 'screen',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 0, middle: 7, fine: 15 },
    directions: { size: [-2, 0], halo: [-1, 1], phase: [-2, 0.5] },
    levers: [percent('Size', 'placement.scale', 80, 120, 5), choice('Glow', 'blend', ['screen', 'lighten'])],
    rules: [throughTheDay('placement.x', CROSSING.x), throughTheDay('placement.y', CROSSING.y)],
  },
  {
    title: 'Ridge',
    picture: { kind: 'latent', class: 'ridge' },
    box: { x: 800, y: 560, width: 1696, height: 900 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 5, middle: 5, fine: 10 },
    directions: { height: [-1, 1.5], snow: [-2, 2], warmth: [-2, 2] },
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
  {
    title: 'Architecture',
    picture: { kind: 'latent', class: 'architecture' },
    // On the far shore: the water hides its foot, wherever the shore is.
    box: { x: 800, y: 585, width: 500, height: 500, fade: 0.1 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 14, middle: 3, fine: 10 },
    directions: { breadth: [-2, -0.5], height: [-1, 0.5], ruin: [-2, 1] },
    levers: [
      pixels('East and west', 'placement.x', 120, 20),
      tint('Stone', ['Bare #ffffff', 'Ochre #d9b779', 'Rose #d9a9a0', 'Verdigris #a3c4b5', 'Slate #a3abc4']),
    ],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
  {
    title: 'Water',
    picture: { kind: 'latent', class: 'water' },
    box: { x: 800, y: 640, width: 1696, height: 800 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 11, middle: 0, fine: 15 },
    directions: { level: [-0.5, 0.5], glitter: [-1, 2], warmth: [-2, 2] },
    walk: { path: 'eight', axes: [9, 10], radius: 0.6, period: 96 },
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
  {
    title: 'Flora',
    picture: { kind: 'latent', class: 'flora' },
    // Small of crown in a large box, so that it seldom reaches the end of its picture.
    box: { x: 270, y: 525, width: 1000, height: 1000, fade: 0.08 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.5,
    reach: 2,
    start: { coarse: 15, middle: 6, fine: 8 },
    directions: { crown: [-3.5, -1.5], height: [-2.5, -1] },
    levers: [pixels('East and west', 'placement.x', 60, 20), hue('Season', 40, 5), truth('Mirror', 'placement.mirror')],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
  {
    title: 'Figure',
    picture: { kind: 'latent', class: 'figure' },
    box: { x: 1290, y: 680, width: 700, height: 700, fade: 0.06 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 11, middle: 12, fine: 10 },
    directions: { closeness: [-1.5, 0.5], halo: [-1.5, 1.5], robe: [-1, 1] },
    levers: [
      pixels('East and west', 'placement.x', 80, 20),
      tint('Cloth', ['Own #ffffff', 'Madder #d98a90', 'Ultramarine #8a9ae0', 'Saffron #e0c07a', 'Moss #a5b88a']),
    ],
    rules: [throughTheDay('colour.brightness', DAYLIGHT)],
  },
];
