import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { SceneInput } from '../../engine/scene/evaluateScene.js';
import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import { BLEND_MODES, CORNERS, type Lever, type Manifest, TIMES, WALKS } from '../../engine/scene/manifest.js';
import { encodeWord } from '../../engine/scene/styleWord.js';
import type { Draw } from './randomBlock.js';

/** A sound manifest that uses whatever there is, and the seeds of its tokens: the same draws give the same work. */
export function randomWork(draw: Draw): { manifest: Manifest; seeds: Hex[] } {
  const layers = 1 + draw(5);
  const moves = draw(4) > 0;
  const master = randomMaster(draw, moves);
  const drawn = Array.from({ length: layers }, (_, index) => randomLayer(draw, index, moves));
  const usesAssets = JSON.stringify(drawn).includes('"kind":"image"');
  const isMoving = JSON.stringify([master, drawn]).match(/"kind":"(time|step)"|"walk":/) !== null;
  const manifest = checkManifest({
    format: 'pentimento/1',
    title: 'Random',
    artist: 'The house',
    description: '',
    licence: 'CC0-1.0',
    canvas: { width: 64 + draw(2000), height: 64 + draw(2000), background: colour(draw) },
    model: { name: 'house', sha256: 'ab'.repeat(32), signature: 'log σ(D(x))' },
    ...(isMoving ? { motion: { stepSeconds: pick(draw, [1, 7, 60, 3600]) } } : {}),
    assets: usesAssets ? { lantern: asset('cd') } : {},
    master,
    layers: drawn,
  });
  return { manifest, seeds: Array.from({ length: layers + 1 }, () => bytes32(draw)) };
}

/** Words that the work's owners can set, and a moment of it. */
export function randomState(draw: Draw, { manifest, seeds }: ReturnType<typeof randomWork>): SceneInput {
  const words = [manifest.master, ...manifest.layers].map(({ levers }) =>
    encodeWord({
      levers: (levers as Lever[]).map((lever) => draw(leverMax(lever) + 1)),
      revision: draw(1000),
      updatesLeft: draw(1000),
      frozen: draw(2) === 1,
    }),
  );
  const moment = {
    blockNumber: draw(1 << 30),
    blockHash: bytes32(draw),
    timestamp: 1_700_000_000 + draw(1 << 28),
    step: manifest.motion ? draw(100_000) : 0,
  };
  return { manifest, words, seeds, moment };
}

const VARIANTS = 16;

/** For each binding of a layer: the values that may be chosen from, as levers and rules alike can give them. */
const LAYER_VALUES: Record<string, (draw: Draw) => (number | string | boolean)[]> = {
  'latent.coarse': wholes(0, VARIANTS - 1),
  'latent.middle': wholes(0, VARIANTS - 1),
  'latent.fine': wholes(0, VARIANTS - 1),
  'latent.partner': wholes(0, VARIANTS - 1),
  'latent.mix': wholes(0, 100),
  'latent.truncation': wholes(0, 150),
  'latent.noise': wholes(0, 100),
  'latent.noise-variant': wholes(0, 255),
  'latent.direction.age': wholes(-3, 3),
  'latent.direction.warmth': wholes(-3, 3),
  'placement.x': wholes(-500, 500),
  'placement.y': wholes(-500, 500),
  'placement.scale': wholes(1, 300),
  'placement.width': wholes(1, 300),
  'placement.height': wholes(1, 300),
  'placement.rotation': wholes(-360, 360),
  'placement.mirror': truths,
  'colour.hue': wholes(-360, 360),
  'colour.saturation': wholes(0, 400),
  'colour.brightness': wholes(0, 400),
  'colour.contrast': wholes(0, 400),
  'colour.tint': (draw) => [colour(draw), colour(draw), colour(draw)],
  // Never 0 and never hidden, as anchors must not vanish.
  opacity: wholes(1, 100),
  blend: (draw) => [pick(draw, BLEND_MODES), pick(draw, BLEND_MODES)],
};

const MASTER_VALUES: Record<string, (draw: Draw) => (number | string | boolean)[]> = {
  'work.light': (draw) => Object.keys(LIGHTS).slice(draw(3)),
  'work.palette': (draw) => Object.keys(PALETTES).slice(draw(3)),
  'work.grain': wholes(0, 100),
  'work.signature': (draw) => ['off', pick(draw, CORNERS)],
};

/** What ease may go through. */
const EASED = ['work.light', 'work.palette', 'work.grain', 'latent.mix', 'placement.x', 'colour.hue', 'opacity'];

function randomMaster(draw: Draw, moves: boolean) {
  const binds = Object.keys(MASTER_VALUES);
  const free = { label: 'Season', bind: 'rules', type: 'range', min: 0, max: 9, step: 1, default: draw(10) };
  const rules = [
    randomRule(draw, 'work.light', MASTER_VALUES, moves),
    {
      ...randomRule(draw, 'work.grain', MASTER_VALUES, moves),
      map: 'spread',
      source: { kind: 'levers', levers: [{ token: 0, lever: 0 }] },
    },
  ];
  const bound = rules.map(({ bind }) => bind);
  const levers = binds
    .filter((bind) => !bound.includes(bind) && draw(2) === 1)
    .map((bind) => selectLever(draw, bind, MASTER_VALUES));
  return { title: 'Random', grain: draw(101), levers: [free, ...levers], rules };
}

function randomLayer(draw: Draw, index: number, moves: boolean) {
  const painted = draw(5) > 0;
  const binds = Object.keys(LAYER_VALUES).filter((bind) => painted || !bind.startsWith('latent.'));
  const shuffled = binds.map((bind) => ({ bind, at: draw(1 << 20) })).sort((a, b) => a.at - b.at);
  const chosen = shuffled.map(({ bind }) => bind);
  const hasStates = draw(2) === 1;
  const walks = painted && moves && draw(2) === 1;
  const anchored = index > 0 && draw(2) === 1;
  const levers = [
    ...chosen.slice(0, 3 + draw(3)).map((bind) => selectLever(draw, bind, LAYER_VALUES)),
    ...(hasStates ? [selectLever(draw, 'state.weather', { 'state.weather': () => [0, 1, 2] })] : []),
    ...(painted ? Array.from({ length: draw(3) }, (_, i) => positionLever(draw, i)) : []),
    ...(walks ? [selectLever(draw, 'motion.walk', { 'motion.walk': () => [...WALKS] })] : []),
  ];
  const rules = [
    ...chosen.slice(6, 7 + draw(3)).map((bind) => randomRule(draw, bind, LAYER_VALUES, moves)),
    ...(hasStates ? [randomRule(draw, 'state.hour', { 'state.hour': () => [0, 1] }, moves)] : []),
    ...(anchored ? [randomRule(draw, 'placement.orbit', { 'placement.orbit': wholes(0, 360) }, moves)] : []),
  ];
  const picture = painted ? { kind: 'latent', class: pick(draw, ['sky', 'ridge', 'flora']) } : image;
  return {
    title: `Layer ${index + 1}`,
    picture: hasStates ? states(picture) : picture,
    variants: VARIANTS,
    box: { ...box(draw), ...(anchored ? { anchor: 1 + draw(index) } : {}) },
    blend: pick(draw, BLEND_MODES),
    opacity: (1 + draw(100)) / 100,
    truncation: draw(151) / 100,
    reach: (1 + draw(8)) / 2,
    ...(walks
      ? { walk: { path: 'circle', axes: [draw(16), 16 + draw(16)], radius: draw(17) / 4, period: 2 + draw(200) } }
      : {}),
    levers,
    rules,
  };
}

const image = { kind: 'image', asset: 'lantern' };

function states(picture: object) {
  const nested = { kind: 'states', name: 'hour', of: [picture, image] };
  const elsewhere = { kind: 'latent', class: 'celestial', box: { x: 10, y: 20, width: 30, height: 40 } };
  return { kind: 'states', name: 'weather', of: [picture, elsewhere, nested] };
}

function selectLever(draw: Draw, bind: string, valuesOf: typeof LAYER_VALUES) {
  const values = valuesOf[bind]?.(draw) ?? [];
  const common = { label: bind, bind };
  if (values.every((value) => typeof value === 'boolean')) return { ...common, type: 'bool', default: draw(2) };
  if (bind === 'colour.tint') {
    return { ...common, type: 'color', colours: values.map((value) => ({ label: String(value), value })) };
  }
  const options = values.map((value) => ({ label: String(value), value }));
  return { ...common, type: 'select', options, default: draw(options.length) };
}

function positionLever(draw: Draw, nth: number) {
  return { label: `Place ${nth}`, bind: 'latent.position', type: 'position', default: draw(0x1_0000) };
}

function randomRule(draw: Draw, bind: string, valuesOf: typeof LAYER_VALUES, moves: boolean) {
  const values = valuesOf[bind]?.(draw) ?? [];
  const source = pick(draw, [
    ...(moves ? [{ kind: 'time', part: pick(draw, Object.keys(TIMES)) }, { kind: 'step' }] : []),
    { kind: 'levers', levers: [{ token: 0, lever: 0 }] },
    { kind: 'random', name: pick(draw, ['dice', 'coin']), sides: 2 + draw(9) },
  ]);
  const eases = EASED.includes(bind) && draw(2) === 1;
  return { bind, source, values, map: eases ? 'ease' : pick(draw, ['spread', 'wrap']) };
}

function wholes(min: number, max: number) {
  return (draw: Draw) => Array.from({ length: 2 + draw(6) }, () => min + draw(max - min + 1));
}

function truths(): boolean[] {
  return [false, true];
}

const box = (draw: Draw) => ({
  x: draw(2000) - 500,
  y: draw(2000) - 500,
  width: 1 + draw(2000),
  height: 1 + draw(2000),
  ...(draw(2) === 0 ? { fade: draw(51) / 100 } : {}),
});

const colour = (draw: Draw) =>
  `#${draw(1 << 24)
    .toString(16)
    .padStart(6, '0')}`;

const asset = (byte: string) => ({
  sha256: byte.repeat(32),
  type: 'image/png',
  bytes: 1000,
  width: 64,
  height: 64,
  credit: 'The house',
  licence: 'CC0-1.0',
});

function bytes32(draw: Draw): Hex {
  return `0x${Array.from({ length: 8 }, () => (draw(1 << 16) * 65_536 + draw(1 << 16)).toString(16).padStart(8, '0')).join('')}`;
}

const pick = <T>(draw: Draw, list: readonly T[]): T => list[draw(list.length)] as T;
