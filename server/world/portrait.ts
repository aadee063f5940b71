import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { CORNERS, type LayerManifest, type Manifest } from '../../engine/scene/manifest.js';
import { choice, grain, hue, percent, pictureLevers, pixels, type Start, tint, truth, VARIANTS } from './demoLevers.js';
import type { DemoModel } from './demoModel.js';

/** The artist's 32 bytes for the portrait: sha256 of a text, chosen by eye. */
export const PORTRAIT_ENTROPY: Hex = '0x7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a';

/** The classes a model must paint for it. */
export const PORTRAIT_CLASSES: readonly string[] = ['sky', 'drapery', 'ridge', 'water', 'celestial', 'bust', 'flora'];

/**
 * The second demo work, of another kind: somebody sits before a hanging or before open country, which the owner of the
 * ground decides; ridge and water of the others show outdoors only. The halo is anchored to the sitter, whom a slow walk
 * lets breathe; on which side the spray grows is a throw of dice at each restyle; the hours pass over all of it.
 */
export function portraitManifest(model: DemoModel): Manifest {
  const { name, sha256, signature } = model;
  return checkManifest({
    format: 'pentimento/1',
    title: 'The Sitter',
    artist: 'Pentimento',
    description:
      'A portrait in six layers: ground, ridge, water, halo, sitter, spray. The ground is a hanging or the open sky; hills and water lie before the sky only. The halo follows the sitter, and whenever somebody paints, chance says on which side the spray grows.',
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
  directions: string[];
}

/** The ground's token, and which of its levers chooses between hanging and sky. */
const GROUND = { token: 1, lever: 7 };
const SITTER = 5;

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
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: [],
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
      percent('Brightness', 'colour.brightness', 60, 105, 5),
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
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: ['snow', 'warmth'],
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [OUTDOORS],
  },
  {
    title: 'Water',
    className: 'water',
    box: { x: 500, y: 900, width: 1300, height: 720 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: ['glitter', 'warmth'],
    levers: [percent('Saturation', 'colour.saturation', 50, 110, 5), truth('Mirror', 'placement.mirror')],
    rules: [OUTDOORS],
  },
  {
    title: 'Halo',
    className: 'celestial',
    box: { x: 0, y: -150, width: 1300, height: 1300, anchor: SITTER },
    blend: 'screen',
    opacity: 0.9,
    truncation: 0.6,
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: ['halo', 'warmth'],
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
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: ['smile', 'gaze'],
    walk: { path: 'eight', axes: [9, 10], radius: 0.5, period: 48 },
    levers: [
      pixels('Left and right', 'placement.x', 40, 10),
      tint('Cloth', ['Own #ffffff', 'Madder #d98a90', 'Ultramarine #8a9ae0', 'Saffron #e0c07a', 'Moss #a5b88a']),
      truth('Mirror', 'placement.mirror'),
    ],
    rules: [],
  },
  {
    title: 'Spray',
    className: 'flora',
    box: { x: 500, y: 960, width: 620, height: 620 },
    blend: 'normal',
    opacity: 1,
    truncation: 0.75,
    start: { coarse: 0, middle: 0, fine: 0 },
    directions: ['blossom', 'crown'],
    levers: [
      hue('Season', 40, 5),
      percent('Saturation', 'colour.saturation', 60, 110, 5),
      truth('Mirror', 'placement.mirror'),
    ],
    rules: [
      { bind: 'placement.x', source: { kind: 'random', name: 'side', sides: 2 }, values: [-390, 390], map: 'spread' },
    ],
  },
];
