import { type LeverValue, leverMax, leverValue } from './leverValue.js';
import { type LayerManifest, type Lever, MAX_CANVAS_PIXELS, type Manifest, type Rule } from './manifest.js';
import { choicesOf, type LeafAt, leavesOf } from './pictures.js';
import { countWalkPlaces } from './positionReached.js';
import { sourceSpan } from './sourceNumber.js';

/** The most pictures a layer chooses from. */
const MAX_LEAVES = 64;
/** The most places of a walk, and of levers times pictures, that `reaches` goes through. */
const MAX_WALK_PLACES = 1 << 16;
const MAX_STANDINGS = 1 << 20;
/** The most values of a lever that is added to others. */
const MAX_ADDED = 256;

/** What is wrong between the parts of a manifest, each of which is sound. */
export function workMistakes(manifest: Manifest): string[] {
  return [
    ...canvasMistakes(manifest),
    ...motionMistakes(manifest),
    ...signatureMistakes(manifest),
    ...assetMistakes(manifest),
    ...anchorMistakes(manifest),
    ...tokensOf(manifest).flatMap((token) => sourceMistakes(manifest, token)),
    ...unreadMistakes(manifest),
    ...manifest.layers.flatMap((layer, i) => layerMistakes(layer, `layers[${i}]`)),
  ];
}

interface Token {
  path: string;
  levers: readonly Lever[];
  rules: readonly Rule[];
}

function tokensOf({ master, layers }: Manifest): Token[] {
  const { levers, rules } = master;
  return [{ path: 'master', levers, rules }, ...layers.map((layer, i) => ({ ...layer, path: `layers[${i}]` }))];
}

function canvasMistakes({ canvas: { width, height } }: Manifest): string[] {
  const pixels = width * height;
  if (pixels <= MAX_CANVAS_PIXELS) return [];
  return [`canvas: ${width} × ${height} is ${pixels} pixels; at most ${MAX_CANVAS_PIXELS} are drawn`];
}

function motionMistakes(manifest: Manifest): string[] {
  const ofRules = tokensOf(manifest).flatMap(({ path, rules }) =>
    rules.flatMap(({ source }, i) => (source.kind === 'time' || source.kind === 'step' ? [`${path}.rules[${i}]`] : [])),
  );
  const moving = [...ofRules, ...manifest.layers.flatMap(({ walk }, i) => (walk ? [`layers[${i}].walk`] : []))];
  const [first] = moving;
  if (first && !manifest.motion) return [`motion: is missing, and ${first} moves with time: say how long a step is`];
  if (!first && manifest.motion) return ['motion: nothing in the work moves with time; leave it out'];
  return [];
}

function signatureMistakes({ master, model }: Manifest): string[] {
  const isSigned = [...master.levers, ...master.rules].some(({ bind }) => bind === 'work.signature');
  if ((!isSigned && master.signature === 'off') || model.signature) return [];
  return ['model.signature: is missing, and the work is signed with it: take it from model.json'];
}

function assetMistakes({ assets, layers }: Manifest): string[] {
  const shown = layers.flatMap(({ picture }, i) =>
    leavesOf(picture).flatMap(({ leaf, path }) =>
      leaf.kind === 'image' ? [{ asset: leaf.asset, path: `layers[${i}].picture${path}.asset` }] : [],
    ),
  );
  const names = Object.keys(assets);
  const missing = shown.filter(({ asset }) => !names.includes(asset));
  const unused = names.filter((name) => !shown.some(({ asset }) => asset === name));
  return [
    ...missing.map(
      ({ asset, path }) => `${path}: the work has no asset ${asset}; it has ${names.join(', ') || 'none'}`,
    ),
    ...unused.map((name) => `assets.${name}: no layer shows it`),
  ];
}

function anchorMistakes({ layers }: Manifest): string[] {
  const anchored = layers.flatMap(({ box, picture }, i) =>
    [
      { box, path: 'box' },
      ...leavesOf(picture).map(({ leaf, path }) => ({ box: leaf.box, path: `picture${path}.box` })),
    ]
      .filter(({ box }) => box?.anchor !== undefined)
      .map(({ box, path }) => ({ from: i + 1, to: Number(box?.anchor), path: `layers[${i}].${path}.anchor` })),
  );
  const next = new Map<number, number[]>();
  for (const { from, to } of anchored) next.set(from, [...(next.get(from) ?? []), to]);
  const loose = layers.flatMap(({ levers, rules }, i) => {
    if (next.has(i + 1)) return [];
    const orbiting = [...placed(levers, 'levers'), ...placed(rules, 'rules')].filter(
      ({ bind }) => bind === 'placement.orbit',
    );
    return orbiting.map(
      ({ path }) => `layers[${i}].${path}.bind: placement.orbit goes round an anchor, and the box has none`,
    );
  });
  const wrong = anchored.flatMap(({ from, to, path }) => {
    const anchor = layers[to - 1];
    if (!anchor) return [`${path}: the work has no token ${to}; its layers are 1 to ${layers.length}`];
    if (comesBack(next, to, from)) return [`${path}: the anchors of tokens ${from} and ${to} form a circle`];
    const hider = hiderOf(anchor);
    return hider
      ? [`${path}: token ${to} can be hidden by its ${hider}, which would leave this layer beside nothing`]
      : [];
  });
  return [...loose, ...wrong];
}

/** Whether anchors lead from one token to another. */
function comesBack(next: ReadonlyMap<number, readonly number[]>, from: number, to: number): boolean {
  const reached = new Set([from]);
  for (const token of reached) for (const anchor of next.get(token) ?? []) reached.add(anchor);
  return reached.has(to);
}

/** The path of what can make a layer vanish. */
function hiderOf({ opacity, levers, rules }: LayerManifest): string | null {
  const vanishes = (bind: string, value: LeverValue) =>
    (bind === 'visible' && value === false) || (bind === 'opacity' && value === 0);
  const lever = levers.findIndex(
    (one) =>
      (one.bind === 'visible' || one.bind === 'opacity') &&
      Array.from({ length: leverMax(one) + 1 }, (_, index) => leverValue(one, index)).some((value) =>
        vanishes(one.bind, value),
      ),
  );
  if (lever >= 0) return `levers[${lever}]`;
  const rule = rules.findIndex(({ bind, values }) => values.some((value) => vanishes(bind, value)));
  if (rule >= 0) return `rules[${rule}]`;
  return opacity === 0 ? 'opacity' : null;
}

const placed = (list: readonly { bind: string }[], name: string) =>
  list.map(({ bind }, i) => ({ bind, path: `${name}[${i}]` }));

function sourceMistakes(manifest: Manifest, { path, rules }: Token): string[] {
  const tokens = tokensOf(manifest);
  const leversOf = (token: number) => tokens[token]?.levers ?? [];
  /** The sum each lever was found in first. */
  const sums = new Map<string, string>();
  return rules.flatMap((rule, i) => {
    const at = `${path}.rules[${i}]`;
    if (rule.source.kind !== 'levers') return fromMistakes(rule, at, sourceSpan(rule, leversOf));
    const { levers } = rule.source;
    const sum = levers.map(({ token, lever }) => `${token} ${lever}`).sort();
    const mistakes = levers.flatMap(({ token, lever }, j) => {
      const here = `${at}.source.levers[${j}]`;
      const read = leversOf(token)[lever];
      if (!tokens[token]) return [`${here}: the work has no token ${token}; its layers are 1 to ${tokens.length - 1}`];
      if (!read) return [`${here}: token ${token} has no lever ${lever}; it has ${leversOf(token).length}`];
      if (read.bind === 'latent.position' || read.bind.startsWith('motion.')) {
        return [`${here}: token ${token}'s lever ${lever} moves ${read.bind}, which no rule reads`];
      }
      if (levers.length === 1) return [];
      if (leverMax(read) >= MAX_ADDED)
        return [`${here}: has ${leverMax(read) + 1} values; at most ${MAX_ADDED} are added`];
      const key = `${token} ${lever}`;
      const other = sums.get(key) ?? sum.join();
      sums.set(key, other);
      return other === sum.join() ? [] : [`${here}: is in another sum of this token already`];
    });
    if (new Set(sum).size < sum.length) mistakes.push(`${at}.source.levers: names a lever twice`);
    return [...mistakes, ...(mistakes.length > 0 ? [] : fromMistakes(rule, at, sourceSpan(rule, leversOf)))];
  });
}

function fromMistakes({ from }: Rule, path: string, span: number): string[] {
  const wrong = from?.findIndex((start) => start >= span) ?? -1;
  return wrong < 0 ? [] : [`${path}.from[${wrong}]: is ${from?.[wrong]}, and the source says 0 to ${span - 1}`];
}

/** Levers that move nothing. */
function unreadMistakes(manifest: Manifest): string[] {
  const tokens = tokensOf(manifest);
  const read = new Set(
    tokens
      .flatMap(({ rules }) => rules)
      .flatMap(({ source }) => (source.kind === 'levers' ? source.levers : []))
      .map(({ token, lever }) => `${token} ${lever}`),
  );
  return tokens.flatMap(({ path, levers }, token) =>
    levers.flatMap(({ bind }, i) =>
      bind === 'rules' && !read.has(`${token} ${i}`)
        ? [`${path}.levers[${i}]: moves nothing, as no rule reads it`]
        : [],
    ),
  );
}

function layerMistakes(layer: LayerManifest, path: string): string[] {
  const leaves = leavesOf(layer.picture);
  if (leaves.length > MAX_LEAVES)
    return [`${path}.picture: has ${leaves.length} pictures; at most ${MAX_LEAVES} are chosen from`];
  return [...bindingMistakes(layer, leaves, path), ...walkMistakes(layer, path), ...boundMistakes(layer, leaves, path)];
}

function bindingMistakes({ picture, walk, levers, rules }: LayerManifest, leaves: LeafAt[], path: string): string[] {
  const choices = choicesOf(picture);
  const isPainted = leaves.some(({ leaf }) => leaf.kind === 'latent');
  const bound = [...placed(levers, 'levers'), ...placed(rules, 'rules')];
  const wrong = bound.flatMap(({ bind, path: at }) => {
    const here = `${path}.${at}.bind`;
    if (bind.startsWith('state.') && !choices.has(bind.slice('state.'.length))) {
      return [
        `${here}: the picture has no choice called ${bind.slice('state.'.length)}; it has ${[...choices.keys()].join(', ') || 'none'}`,
      ];
    }
    if (bind.startsWith('motion.') && !walk) return [`${here}: moves a walk, and the layer has none`];
    if (bind.startsWith('latent.') && !isPainted)
      return [`${here}: is ${bind}, and no picture of the layer is painted`];
    return [];
  });
  const idle = [...choices.keys()].filter((name) => !bound.some(({ bind }) => bind === `state.${name}`));
  if (walk && !isPainted) wrong.push(`${path}.walk: no picture of the layer is painted`);
  return [
    ...wrong,
    ...idle.map((name) => `${path}.picture: nothing is bound to state.${name}, so its first picture always shows`),
  ];
}

function walkMistakes(layer: LayerManifest, path: string): string[] {
  if (!layer.walk) return [];
  const [first, second] = layer.walk.axes;
  const mistakes = first === second ? [`${path}.walk.axes: are one axis, ${first}`] : [];
  const places = countWalkPlaces(layer);
  if (places > MAX_WALK_PLACES) {
    mistakes.push(`${path}.walk: its levers give it ${places} places; at most ${MAX_WALK_PLACES} are looked through`);
  }
  return mistakes;
}

function boundMistakes({ levers }: LayerManifest, leaves: LeafAt[], path: string): string[] {
  const standings = levers
    .filter(({ bind }) => bind.startsWith('latent.') && bind !== 'latent.position')
    .reduce((sum, lever) => sum + leverMax(lever) + 1, 0);
  if (standings * leaves.length <= MAX_STANDINGS) return [];
  return [
    `${path}.levers: ${standings} values of latent levers by ${leaves.length} pictures are too many to look through; at most ${MAX_STANDINGS}`,
  ];
}
