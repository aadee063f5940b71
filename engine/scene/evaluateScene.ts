import { LeverError, SceneError } from '../errors/sceneErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { layerBinding } from './bindings.js';
import { canonicalLatent } from './canonicalLatent.js';
import { colourOf } from './colourOf.js';
import { type LayerDraft, layerDraft } from './layerDraft.js';
import { type LeverValue, leverValue } from './leverValue.js';
import type { LayerManifest, Lever, Manifest, Rule } from './manifest.js';
import { WORK_BINDINGS, type WorkDraft, workDraft } from './masterBindings.js';
import { MAX_STEP, type Moment } from './moment.js';
import { chosenLeaf, type Leaf } from './pictures.js';
import { placeLayers } from './placeLayers.js';
import type { AxisOffset, LayerRecipe } from './recipe.js';
import { isBetween, type RuleValue, ruleValue } from './ruleValue.js';
import type { Placement, Scene, SceneLayer, Signature } from './scene.js';
import { type Readings, readingsAt, sourceNumber, sourceSpan } from './sourceNumber.js';
import { decodeWord } from './styleWord.js';
import { walkOffset } from './walkOffset.js';

export interface SceneInput {
  /** As `checkManifest` or `unpackManifest` gave it. */
  manifest: Manifest;
  /** By token index: the master's first. */
  words: readonly Hex[];
  /** By token index, as `layerSeed` gives them. */
  seeds: readonly Hex[];
  moment: Moment;
}

/**
 * What to draw: a pure function of manifest, words, seeds and moment. `engine/SPEC.md` is its law.
 * @throws SceneError when words or seeds are not one a token, or the moment is not one of this work
 * @throws WordError, LeverError when a word is not one of this manifest's tokens
 */
export function evaluateScene({ manifest, words, seeds, moment }: SceneInput): Scene {
  const { canvas, master, layers } = manifest;
  const tokens = [master, ...layers];
  if (words.length !== tokens.length) throw SceneError.ofCount('words', words.length, tokens.length);
  if (seeds.length !== tokens.length) throw SceneError.ofCount('seeds', seeds.length, tokens.length);
  requireMoment(manifest, moment);
  const indices = tokens.map(({ levers }, token) => indicesOf(levers, words[token] as Hex));
  const readings = readingsAt(manifest, moment, indices);
  const chosen = (rule: Rule) =>
    ruleValue(
      rule,
      sourceNumber(rule, readings),
      sourceSpan(rule, (token) => tokens[token]?.levers ?? []),
    );

  const work = styledWork(manifest, indices[0] ?? [], chosen);
  const drafts = layers.map((layer, i) => styledLayer(layer, indices[i + 1] ?? [], chosen));
  const leaves = layers.map(({ picture }, i) => chosenLeaf(picture, (drafts[i] as LayerDraft).states));
  const placements = placeLayers(
    layers.map(({ box }, i) => ({ box: leaves[i]?.box ?? box, place: (drafts[i] as LayerDraft).place })),
  );
  return {
    width: canvas.width,
    height: canvas.height,
    background: colourOf(canvas.background),
    signature: signatureOf(manifest, work),
    light: work.light,
    palette: work.palette,
    grain: { strength: settled(work.grain), seed: Number.parseInt((seeds[0] as Hex).slice(2, 10), 16) },
    layers: drafts.map((draft, i) => {
      const recipe = recipeOf(manifest, i, draft, leaves[i] as Leaf, seeds[i + 1] as Hex, readings);
      return sceneLayer(i + 1, recipe, placements[i] as Placement, draft);
    }),
  };
}

function requireMoment({ motion }: Manifest, { timestamp, step }: Moment): void {
  if (!Number.isInteger(step) || step < 0 || step > MAX_STEP) throw SceneError.ofMoment(`step ${step}`);
  if (!motion && step > 0) throw SceneError.ofMoment(`step ${step} of a work that does not move`);
  if (!Number.isInteger(timestamp) || timestamp < 0 || timestamp > MAX_TIMESTAMP) {
    throw SceneError.ofMoment(`timestamp ${timestamp}`);
  }
}

/** The year 9999 and some: with `MAX_STEP` of the longest steps still a date. */
const MAX_TIMESTAMP = 2 ** 38;

function styledWork(manifest: Manifest, indices: readonly number[], chosen: (rule: Rule) => RuleValue): WorkDraft {
  const { levers, rules } = manifest.master;
  const moved = levers.reduce(
    (work, lever, i) => WORK_BINDINGS[lever.bind].apply(work, leverValue(lever, indices[i] as number)),
    workDraft(manifest),
  );
  return rules.reduce((work, rule) => WORK_BINDINGS[rule.bind].apply(work, chosen(rule)), moved);
}

function styledLayer(layer: LayerManifest, indices: readonly number[], chosen: (rule: Rule) => RuleValue): LayerDraft {
  const { levers, rules } = layer;
  const nth = (i: number) => levers.slice(0, i).filter(({ bind }) => bind === levers[i]?.bind).length;
  const moved = levers.reduce(
    (draft, lever, i) => layerBinding(lever.bind).apply(draft, leverValue(lever, indices[i] as number), nth(i)),
    layerDraft(layer),
  );
  return rules.reduce((draft, rule) => layerBinding(rule.bind).apply(draft, plainValue(chosen(rule)), 0), moved);
}

/** Nothing of a layer is named and eased: it stays at the value it comes from. */
const plainValue = (value: RuleValue): LeverValue => (isBetween(value) ? value.from : value);

function recipeOf(
  { model, layers, assets }: Manifest,
  index: number,
  { latent, walk }: LayerDraft,
  leaf: Leaf,
  seed: Hex,
  { tick }: Readings,
): LayerRecipe {
  if (leaf.kind === 'image') return { kind: 'image', sha256: assets[leaf.asset]?.sha256 ?? '' };
  const [first, second] = walkOffset(walk, tick);
  const [firstAxis, secondAxis] = layers[index]?.walk?.axes ?? [0, 1];
  const steps = [
    { axis: firstAxis, amount: first },
    { axis: secondAxis, amount: second },
  ];
  return canonicalLatent({
    kind: 'latent',
    model: model.sha256,
    class: leaf.class,
    seed,
    ...latent,
    position: addedUp([...latent.position, ...steps]),
  });
}

/** One offset an axis. */
function addedUp(offsets: readonly AxisOffset[]): AxisOffset[] {
  const amounts = new Map<number, number>();
  for (const { axis, amount } of offsets) amounts.set(axis, (amounts.get(axis) ?? 0) + amount);
  return [...amounts].map(([axis, amount]) => ({ axis, amount }));
}

function sceneLayer(token: number, recipe: LayerRecipe, placement: Placement, draft: LayerDraft): SceneLayer {
  const { colour, opacity, blend, visible } = draft;
  return {
    token,
    recipe,
    placement: {
      x: settled(placement.x),
      y: settled(placement.y),
      width: settled(placement.width),
      height: settled(placement.height),
      rotation: settled(placement.rotation),
      mirror: placement.mirror,
      fade: settled(placement.fade),
    },
    colour: {
      hue: settled(colour.hue),
      saturation: settled(colour.saturation),
      brightness: settled(colour.brightness),
      contrast: settled(colour.contrast),
      tint: colour.tint,
    },
    opacity: settled(opacity),
    blend,
    visible,
  };
}

function signatureOf({ model }: Manifest, { signature }: WorkDraft): Signature | null {
  return signature === 'off' || model.signature === undefined ? null : { corner: signature, formula: model.signature };
}

/** A scene's numbers are whole millionths. Adding 0 makes of −0 what it means. */
const settled = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

/** Where each lever of a token stands. */
function indicesOf(levers: readonly Lever[], word: Hex): number[] {
  const indices = decodeWord(word).levers;
  indices.slice(levers.length).forEach((index, i) => {
    if (index !== 0) throw new LeverError(`number ${levers.length + i}, which the token does not have`, index, 0);
  });
  return indices.slice(0, levers.length);
}
