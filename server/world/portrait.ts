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
  tint,
  truth,
  VARIANTS,
} from './demoLevers.js';
import type { DemoModel } from './demoModel.js';

/** The artist's 32 bytes for the portrait: sha256 of "The Sitter 46", chosen by eye like Genesis'. */
export const PORTRAIT_ENTROPY: Hex = '0x1d863a1aba7868eabff9e4ce9a6e0dd4c0da2c3043f8c2b2454526b6e1126fef';

/** The classes a model must paint for it. */
export const PORTRAIT_CLASSES: readonly string[] = ['sky', 'drapery', 'ridge', 'water', 'celestial', 'bust', 'flora'];

/**
 * The second demo work, of another kind: somebody sits before a hanging or before open country, which the owner of the
 * ground decides; ridge, grove and water of the others show outdoors only. The halo is anchored to the sitter, whom a slow
 * walk lets breathe; on which side the grove stands is a throw of dice at each restyle; the hours pass over all of it.
 */
export function portraitManifest(model: DemoModel): Manifest {
  const { name, sha256, signature } = model;
  return checkManifest({
    format: 'pentimento/1',
    title: 'The Sitter',
    artist: 'Pentimento',
    description:
      'A portrait in six layers: ground, ridge, grove, water, halo, sitter. The ground is the open sky or a hanging, which shuts out hills, grove and water. The halo follows the sitter, and whenever somebody paints, chance says on which side the grove stands.',
    licence: 'CC0-1.0',
    canvas: { width: 1000, height: 1250, background: '#241d22' },
    model: { name, sha256, ...(signature === null ? {} : { signature }) },
    motion: { stepSeconds: 900 },
    master: {
      title: 'The Sitter',
      levers: [
        choice('Palette', 'work.palette', ['madder', 'ochre', 'verdigris', 'ultramarine']),
        grain(60, 30),
        ...(signature === null ? [] : [choice('Signature', 'work.signature', ['off', ...CORNERS])]),
      ],
      rules: [
        {
          bind: 'work.light',
          source: { kind: 'time', part: 'minute' },
          values: ['dusk', 'dusk', 'dawn', 'noon', 'noon', 'noon', 'gold', 'dusk'],
          map: 'ease',
        },
      ],
    },
    layers: LAYERS.map(({ className, directions, levers, start, ...layer }) => ({
      ...layer,
      picture: layer.picture ?? { kind: 'latent', class: className },
      variants: VARIANTS,
      levers: [...pictureLevers(model, className, start, directions), ...levers],
    })),
  });
}

interface PortraitLayer extends Omit<LayerManifest, 'picture' | 'variants'> {
  /** Whose directions to offer; what the layer paints, unless it has several pictures. */
  className: string;
  picture?: LayerManifest['picture'];
  start: Start;
  directions: Directions;
}

/** The ground's token, and which of its levers chooses between hanging and sky. */
const GROUND = { token: 1, lever: 7 };
const SITTER = 6;

const OUTDOORS: LayerManifest['rules'][number] = {
  bind: 'visible',
  source: { kind: 'levers', levers: [GROUND] },
  values: [true, false],
  map: 'spread',
};

const LAYERS: PortraitLayer[] = [
  {
    title: 'Ground',
    className: 'drapery',
    picture: {
      kind: 'states',
      name: 'ground',
      of: [
        { kind: 'latent', class: 'sky', box: { x: 500, y: 500, width: 1400, height: 1100 } },
        { kind: 'latent', class: 'drapery' },
      ],
    },
    box: { x: 500, y: 625, width: 1340, height: 1340 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 11, middle: 8, fine: 9 },
    directions: {},
    levers: [
      {
        label: 'Ground',
        bind: 'state.ground',
        type: 'select',
        options: [
          { label: 'Open sky', value: 0 },
          { label: 'Hanging', value: 1 },
        ],
        default: 0,
      },
      percent('Brightness', 'colour.brightness', 75, 105, 5),
      percent('Saturation', 'colour.saturation', 50, 110, 5),
      truth('Mirror', 'placement.mirror'),
    ],
    rules: [],
  },
  {
    title: 'Ridge',
    className: 'ridge',
    box: { x: 500, y: 810, width: 1300, height: 900 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 0, middle: 9, fine: 9 },
    directions: { height: [-2, 0], snow: [-2, 2], warmth: [-2, 2] },
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [OUTDOORS],
  },
  {
    title: 'Grove',
    className: 'flora',
    // On the far shore: the water hides its foot, wherever the shore is.
    box: { x: 500, y: 810, width: 560, height: 560, fade: 0.08 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.5,
    reach: 2,
    start: { coarse: 5, middle: 12, fine: 2 },
    directions: { crown: [-3, -1], height: [-2, 0] },
    levers: [
      hue('Season', 40, 5),
      percent('Saturation', 'colour.saturation', 60, 110, 5),
      truth('Mirror', 'placement.mirror'),
    ],
    rules: [
      OUTDOORS,
      { bind: 'placement.x', source: { kind: 'random', name: 'side', sides: 2 }, values: [-310, 310], map: 'spread' },
    ],
  },
  {
    title: 'Water',
    className: 'water',
    box: { x: 500, y: 900, width: 1300, height: 720 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 12, middle: 6, fine: 0 },
    directions: { glitter: [-1, 2], warmth: [-2, 2] },
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [OUTDOORS],
  },
  {
    title: 'Halo',
    className: 'celestial',
    box: { x: 0, y: -110, width: 1500, height: 1500, anchor: SITTER, fade: 0.1 },
    blend: 'screen',
    opacity: 0.9,
    truncation: 0.5,
    reach: 2,
    start: { coarse: 7, middle: 11, fine: 9 },
    directions: { size: [1.5, 3], halo: [0, 2], warmth: [-2, 2] },
    levers: [
      percent('Size', 'placement.scale', 80, 110, 5),
      choice('Glow', 'blend', ['screen', 'soft-light', 'lighten']),
    ],
    rules: [],
  },
  {
    title: 'Sitter',
    className: 'bust',
    box: { x: 500, y: 665, width: 1210, height: 1210 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    reach: 2,
    start: { coarse: 14, middle: 5, fine: 2 },
    directions: { tilt: [-1, 1], hair: [-1.5, 1.5] },
    walk: { path: 'eight', axes: [9, 10], radius: 0.5, period: 48 },
    levers: [
      pixels('Left and right', 'placement.x', 40, 10),
      tint('Cloth', ['Own #ffffff', 'Madder #d98a90', 'Ultramarine #8a9ae0', 'Saffron #e0c07a', 'Moss #a5b88a']),
      truth('Mirror', 'placement.mirror'),
    ],
    rules: [],
  },
];
