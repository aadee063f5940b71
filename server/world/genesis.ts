import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import type { LayerBinding, LayerLever, LayerManifest, Manifest, MasterBinding } from '../../engine/scene/manifest.js';

/**
 * The artist's 32 bytes for Genesis, from which its layers' seeds derive: sha256 of "Genesis 11667", chosen among its
 * like for what the seven layers look like together.
 */
export const GENESIS_ENTROPY: Hex = '0xe6bf59a6428f44b13e4b2207adff3fe1ac98479256cbb34fbff082d08916616c';

/** What Genesis asks of the model it is painted with. */
export interface GenesisModel {
  name: string;
  /** sha256 of its model.json. */
  sha256: string;
  /** Levers along these are offered where the model has them. */
  directions: readonly { name: string; class: string }[];
}

/** How many pictures each latent band is drawn from; the studio shows them all. */
const VARIANTS = 16;

/** The demo work: a shore at the end of day, a master and seven layers from the sky to the figure who looks on. */
export function genesisManifest({ name, sha256, directions }: GenesisModel): Manifest {
  const known = (layer: string) => directions.filter((found) => found.class === layer).map((found) => found.name);
  return checkManifest({
    format: 'pentimento/1',
    title: 'Genesis',
    artist: 'Pentimento',
    description:
      'A shore at the end of day, in seven layers: sky, celestial, ridge, water, architecture, flora, figure. Each belongs to someone, and whoever owns it may paint it over. Every earlier state stays on chain.',
    licence: 'CC0-1.0',
    canvas: { ...CANVAS, background: '#1b2233' },
    model: { name, sha256 },
    master: {
      title: 'Genesis',
      levers: [
        choice('Light', 'work.light', Object.keys(LIGHTS)),
        choice('Palette', 'work.palette', Object.keys(PALETTES)),
      ],
    },
    layers: LAYERS.map(({ directions: wanted, levers, start, ...layer }) => ({
      ...layer,
      variants: VARIANTS,
      levers: [
        variant('Composition', 'latent.coarse', start.coarse),
        variant('Form', 'latent.middle', start.middle),
        variant('Colour', 'latent.fine', start.fine),
        ...wanted.filter((direction) => known(layer.picture.class).includes(direction)).map(along),
        ...levers,
      ],
    })),
  });
}

interface GenesisLayer extends Omit<LayerManifest, 'picture' | 'variants' | 'rules'> {
  picture: { kind: 'latent'; class: string };
  /** The variants its first picture is of. */
  start: { coarse: number; middle: number; fine: number };
  /** Named directions of w to offer. */
  directions: string[];
}

const CANVAS = { width: 1600, height: 1000 };

/** Sky and water reach beyond every edge, as a model's pictures are weakest at their own. */
const BEYOND_CANVAS = { x: 800, y: 500, width: 1696, height: 1060 };

const LAYERS: GenesisLayer[] = [
  {
    title: 'Sky',
    picture: { kind: 'latent', class: 'sky' },
    box: BEYOND_CANVAS,
    blend: 'normal',
    opacity: 1,
    truncation: 0.9,
    start: { coarse: 14, middle: 1, fine: 12 },
    directions: ['clouds', 'storm'],
    levers: [
      ...partnership(),
      turn('Hue', 'colour.hue', 24),
      percent('Saturation', 'colour.saturation', 40, 160, 10),
      truth('Mirror', 'placement.mirror', false),
    ],
  },
  {
    title: 'Celestial',
    picture: { kind: 'latent', class: 'celestial' },
    box: { x: 1200, y: 250, width: 640, height: 640 },
    blend: 'screen',
    opacity: 0.95,
    truncation: 0.8,
    start: { coarse: 13, middle: 13, fine: 12 },
    directions: ['phase', 'ring'],
    levers: [
      pixels('East and west', 'placement.x', -960, 320, 40),
      pixels('Height', 'placement.y', -160, 240, 20),
      percent('Size', 'placement.scale', 50, 150, 5),
      percent('Presence', 'opacity', 0, 100, 5, 95),
      choice('Light', 'blend', ['screen', 'normal', 'color-dodge', 'hard-light', 'overlay', 'luminosity']),
    ],
  },
  {
    title: 'Ridge',
    picture: { kind: 'latent', class: 'ridge' },
    box: { x: 800, y: 300, width: 1696, height: 1000 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.8,
    start: { coarse: 5, middle: 12, fine: 3 },
    directions: ['snow', 'mist'],
    levers: [
      ...partnership(),
      pixels('Rise', 'placement.y', -80, 80, 10),
      choice('Air', 'blend', ['normal', 'luminosity', 'multiply', 'hard-light', 'soft-light']),
      truth('Mirror', 'placement.mirror', false),
    ],
  },
  {
    title: 'Water',
    picture: { kind: 'latent', class: 'water' },
    box: BEYOND_CANVAS,
    blend: 'normal',
    opacity: 1,
    truncation: 0.8,
    start: { coarse: 2, middle: 3, fine: 12 },
    directions: ['swell', 'glitter'],
    levers: [
      ...partnership(),
      turn('Hue', 'colour.hue', 24),
      percent('Depth', 'colour.brightness', 60, 130, 5),
      truth('Mirror', 'placement.mirror', false),
    ],
  },
  {
    title: 'Architecture',
    picture: { kind: 'latent', class: 'architecture' },
    box: { x: 1020, y: 288, width: 430, height: 430 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.8,
    start: { coarse: 13, middle: 0, fine: 8 },
    directions: ['height', 'dome'],
    levers: [
      ...partnership(),
      pixels('East and west', 'placement.x', -400, 200, 20),
      percent('Size', 'placement.scale', 60, 140, 5),
      tint('Stone', ['Bare #ffffff', 'Ochre #d9a441', 'Rose #d98a8a', 'Verdigris #7fc4ad', 'Ultramarine #7a8fe0']),
    ],
  },
  {
    title: 'Flora',
    picture: { kind: 'latent', class: 'flora' },
    box: { x: 260, y: 570, width: 900, height: 900 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.8,
    start: { coarse: 10, middle: 11, fine: 4 },
    directions: ['foliage', 'blossom'],
    levers: [
      ...partnership(),
      pixels('East and west', 'placement.x', -160, 400, 20),
      turn('Season', 'colour.hue', 24),
      truth('Mirror', 'placement.mirror', false),
    ],
  },
  {
    title: 'Figure',
    picture: { kind: 'latent', class: 'figure' },
    box: { x: 690, y: 600, width: 820, height: 820 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.8,
    start: { coarse: 7, middle: 3, fine: 8 },
    directions: ['closeness', 'halo'],
    levers: [
      pixels('East and west', 'placement.x', -400, 560, 20),
      percent('Size', 'placement.scale', 60, 120, 5),
      tint('Cloth', ['Own #ffffff', 'Madder #d96a7a', 'Ultramarine #6a7fe0', 'Saffron #e0b04a', 'Moss #8fb06a']),
      truth('Mirror', 'placement.mirror', false),
      truth('Present', 'visible', true),
    ],
  },
];

function variant(label: string, bind: LayerBinding, start: number): LayerLever {
  return { label, bind, type: 'range', min: 0, max: VARIANTS - 1, step: 1, default: start };
}

/** A second picture to move towards, and how far. */
function partnership(): LayerLever[] {
  return [variant('Partner', 'latent.partner', 0), percent('Mix', 'latent.mix', 0, 100, 5, 0)];
}

function along(direction: string): LayerLever {
  const label = direction[0]?.toUpperCase() + direction.slice(1);
  return {
    label,
    bind: `latent.direction.${direction}`,
    type: 'range',
    min: -3,
    max: 3,
    step: 0.25,
    unit: 'σ',
    default: 12,
  };
}

function percent(label: string, bind: LayerBinding, min: number, max: number, step: number, start = 100): LayerLever {
  return { label, bind, type: 'range', min, max, step, unit: '%', default: (start - min) / step };
}

function pixels(label: string, bind: LayerBinding, min: number, max: number, step: number): LayerLever {
  return { label, bind, type: 'range', min, max, step, unit: 'px', default: -min / step };
}

function turn(label: string, bind: LayerBinding, steps: number): LayerLever {
  return { label, bind, type: 'angle', steps, default: 0 };
}

function truth(label: string, bind: LayerBinding, start: boolean): LayerLever {
  return { label, bind, type: 'bool', default: Number(start) };
}

/** Options that are called what they are. */
function choice<B extends LayerBinding | MasterBinding>(label: string, bind: B, values: string[]) {
  const options = values.map((value) => ({
    label: `${value[0]?.toUpperCase()}${value.slice(1).replaceAll('-', ' ')}`,
    value,
  }));
  return { label, bind, type: 'select' as const, options, default: 0 };
}

/** Colours, each a name and its `#rrggbb`. */
function tint(label: string, colours: string[]): LayerLever {
  const named = colours.map((text) => ({ label: text.slice(0, -8), value: text.slice(-7) }));
  return { label, bind: 'colour.tint', type: 'color', colours: named, default: 0 };
}
