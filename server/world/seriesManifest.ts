import { createHash } from 'node:crypto';
import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import type { Box, LayerLever, LayerManifest, Manifest } from '../../engine/scene/manifest.js';
import type { DemoModel } from './demoModel.js';
import { demoWorks } from './demoWorks.js';
import { type Draw, drawsOf } from './drawsOf.js';
import { genesisManifest } from './genesis.js';

/** How many works the whole demo series has, the demo works first. */
export const SERIES_WORKS = 23;
/** How many layers they have together. */
export const SERIES_LAYERS = 529;

/** What the series' works are called, from the second on. */
const TITLES = [
  ...[
    'Ebb',
    'Vesper',
    'Saltmarsh',
    'First Snow',
    'The Causeway',
    'Harvest Moon',
    'Lee Shore',
    'Quarry Lake',
    'Sirocco',
  ],
  ...['Two Towers', 'Fallow', 'Nocturne', 'The Ferry', 'Spring Tide', 'Ashfall', 'Orchard', 'Headland', 'Solstice'],
  ...['The Weir', 'Afterglow', 'Windbreak', 'Last Light'],
];

/** How often each of Genesis' layers comes in a work of 23; whatever a work has beyond them is plants. Back to front. */
const COUNTS = { sky: 1, celestial: 3, ridge: 4, water: 2, architecture: 4, flora: 6, figure: 3 } as const;
type Kind = keyof typeof COUNTS;

/** The line where the water begins, in pixels of Genesis' canvas, which is 1600 × 1000. */
const HORIZON = 500;

/** The artist's 32 bytes for a work of the demo series, from the second on. */
export function seriesEntropy(number: number): Hex {
  return `0x${createHash('sha256').update(`Pentimento series ${number}`).digest('hex')}`;
}

/** The number of the first work that the series adds to the demo works. */
export function firstOfSeries(model: DemoModel): number {
  return demoWorks(model).length + 1;
}

/**
 * How many layers a work of the demo series has: what the demo works leave of the series' cap, dealt out evenly.
 * @param number  `firstOfSeries`…23
 */
export function seriesLayers(model: DemoModel, number: number): number {
  const taken = demoWorks(model).reduce((sum, { manifest }) => sum + manifest.layers.length, 0);
  const first = firstOfSeries(model);
  const works = SERIES_WORKS - first + 1;
  const rest = SERIES_LAYERS - taken;
  return Math.floor(rest / works) + (number - first < rest % works ? 1 : 0);
}

/**
 * A work of the demo series: Genesis' layers, each several times over, at places and in styles of its own. It stands still
 * between restyles, as hundreds of layers that walk would keep a machine painting.
 * @param number  `firstOfSeries`…23; the same number is the same work
 */
export function seriesManifest(model: DemoModel, number: number): Manifest {
  const draw = drawsOf(seriesEntropy(number));
  const { motion: _, ...genesis } = genesisManifest(model);
  const title = TITLES[number - 2] ?? `Number ${number}`;
  const counts = { ...COUNTS, flora: COUNTS.flora + seriesLayers(model, number) - 23 };
  const layers = genesis.layers.flatMap((layer) => {
    const kind = layer.title.toLowerCase() as Kind;
    return Array.from({ length: counts[kind] }, (_, i) => variation(layer, kind, i, counts[kind], draw));
  });
  return checkManifest({
    ...genesis,
    title,
    description: `${title}, of the series that Genesis began: ${layers.length} layers of the same seven kinds, each somebody's to paint over.`,
    master: {
      ...genesis.master,
      title,
      levers: genesis.master.levers.map((lever) => ({ ...lever, default: draw(leverMax(lever) + 1) })),
    },
    layers,
  });
}

function variation(layer: LayerManifest, kind: Kind, i: number, count: number, draw: Draw): LayerManifest {
  const place = PLACES[kind](draw, count === 1 ? 1 : i / (count - 1));
  const { walk: _, ...still } = layer;
  return {
    ...still,
    rules: [],
    title: count === 1 ? layer.title : `${layer.title} ${i + 1}`,
    box: place.box,
    opacity: place.opacity ?? layer.opacity,
    blend: i > 0 && place.blend ? place.blend : layer.blend,
    levers: layer.levers.map((lever) => ({ ...lever, default: startOf(lever, draw) })),
  };
}

interface Place {
  box: Box;
  opacity?: number;
  /** Of every layer of the kind but the hindmost, which lets nothing behind it through. */
  blend?: LayerManifest['blend'];
}

/** Where a layer of each kind goes: `near` is 0 for the hindmost of them, 1 for the foremost. */
const PLACES: Record<Kind, (draw: Draw, near: number) => Place> = {
  sky: () => ({ box: { x: 800, y: 500, width: 1696, height: 1060 } }),
  celestial: (draw, near) => {
    const size = Math.round(240 + 340 * near) + draw(80);
    return { box: { x: 160 + draw(1280), y: 90 + draw(260), width: size, height: size }, opacity: 0.95 };
  },
  ridge: (draw, near) => ({
    // Wider than the canvas wherever it lies: its picture ends at its edges.
    box: { x: 600 + draw(400), y: Math.round(220 + 130 * near) + draw(40), width: 2300 - draw(200), height: 1000 },
    // Air lies between: the farther, the paler.
    opacity: Math.round((0.55 + 0.45 * near) * 100) / 100,
  }),
  water: () => ({ box: { x: 800, y: 500, width: 1696, height: 1060 }, blend: 'soft-light' }),
  architecture: (draw, near) => {
    const size = Math.round(150 + 240 * near) + draw(60);
    return { box: standing(100 + draw(1400), HORIZON + Math.round(30 * near) + draw(30), size) };
  },
  flora: (draw, near) => {
    const size = Math.round(220 + 560 * near) + draw(120);
    return { box: standing(draw(1600), Math.round(700 + 320 * near) + draw(40), size) };
  },
  figure: (draw, near) => {
    const size = Math.round(420 + 360 * near) + draw(80);
    // Its picture ends at the hips or the knees, so that it stands on the canvas's own edge.
    return { box: standing(120 + draw(1360), 1000 + Math.round(size / 20), size) };
  },
};

/** A square whose foot is at (x, foot). */
function standing(x: number, foot: number, size: number): Box {
  return { x, y: foot - Math.round(size / 2), width: size, height: size };
}

/** Any picture, near the colours and the shapes that Genesis' levers begin with. */
function startOf(lever: LayerLever, draw: Draw): number {
  const any = () => draw(leverMax(lever) + 1);
  const seldom = () => (draw(3) === 0 ? any() : lever.default);
  if (ANY_START.has(lever.bind)) return any();
  if (lever.bind === 'colour.tint') return seldom();
  // One sigma around the middle, in steps of a quarter, as far as the lever goes.
  if (lever.bind.startsWith('latent.direction.')) {
    return Math.min(leverMax(lever), Math.max(0, lever.default - 4) + draw(9));
  }
  return lever.default;
}

const ANY_START: ReadonlySet<string> = new Set(['latent.coarse', 'latent.middle', 'latent.fine', 'placement.mirror']);
