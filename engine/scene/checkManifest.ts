import type { z } from 'zod';
import { ManifestError } from '../errors/sceneErrors.js';
import { layerBinding } from './bindings.js';
import { LIGHTS, lightNamed, PALETTES, paletteNamed } from './grades.js';
import { leverMax, leverValue } from './leverValue.js';
import { LayerLever, type LayerManifest, type Lever, MAX_LEVER_INDEX, Manifest, MasterLever } from './manifest.js';

/** What the checks against a model need to know of it. */
export interface ModelFacts {
  /** sha256 of its model.json. */
  sha256: string;
  classes: readonly string[];
  /** Named directions of w, each found for one class. */
  directions: readonly { name: string; class: string }[];
}

/**
 * The manifest, once nothing is wrong with it: its form, and that every lever can stand only at values its binding
 * takes.
 * @throws ManifestError with every mistake, by path
 */
export function checkManifest(given: unknown): Manifest {
  const parsed = Manifest.safeParse(given);
  const mistakes = [...formMistakes(parsed.error), ...masterMistakes(given), ...layerMistakes(given)];
  if (mistakes.length > 0 || !parsed.success) throw new ManifestError(mistakes);
  return parsed.data;
}

/**
 * That a model can paint the manifest.
 * @throws ManifestError with every class and direction the model lacks, or because the manifest is for another model
 */
export function checkManifestAgainstModel(manifest: Manifest, model: ModelFacts): void {
  const mistakes = manifest.layers.flatMap((layer, i) => missingFromModel(layer, `layers[${i}]`, model));
  if (manifest.model.sha256 !== model.sha256) {
    mistakes.unshift(`model.sha256: is ${manifest.model.sha256}, and the model loaded is ${model.sha256}`);
  }
  if (mistakes.length > 0) throw new ManifestError(mistakes);
}

function missingFromModel(layer: LayerManifest, path: string, model: ModelFacts): string[] {
  if (!model.classes.includes(layer.class)) {
    return [`${path}.class: the model paints no ${layer.class}; it paints ${model.classes.join(', ')}`];
  }
  const known = model.directions
    .filter((direction) => direction.class === layer.class)
    .map((direction) => `latent.direction.${direction.name}`);
  return layer.levers.flatMap(({ bind }, i) =>
    bind.startsWith('latent.direction.') && !known.includes(bind)
      ? [`${path}.levers[${i}].bind: the model has no ${bind} for ${layer.class}; it has ${known.join(', ') || 'none'}`]
      : [],
  );
}

function formMistakes(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${pathText(path)}: ${message}`);
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'manifest';
}

/** Checks read the raw value part by part, so that a mistake in one part hides none in another. */
function masterMistakes(given: unknown): string[] {
  const levers = listAt(recordAt(given, 'master'), 'levers');
  const checked = levers.flatMap((raw, i) => {
    const { data } = MasterLever.safeParse(raw);
    return data ? leverMistakes(data, `master.levers[${i}]`, (value) => gradeMistake(data.bind, value)) : [];
  });
  return [...checked, ...twiceBound(levers, 'master.levers')];
}

function gradeMistake(bind: 'work.light' | 'work.palette', value: unknown): string | null {
  if (bind === 'work.light' ? lightNamed(value) : paletteNamed(value)) return null;
  return `must be one of ${Object.keys(bind === 'work.light' ? LIGHTS : PALETTES).join(', ')}`;
}

function layerMistakes(given: unknown): string[] {
  return listAt(given, 'layers').flatMap((layer, i) => {
    const levers = listAt(layer, 'levers');
    const checked = levers.flatMap((raw, j) => {
      const { data } = LayerLever.safeParse(raw);
      return data ? layerLeverMistakes(data, layer, `layers[${i}].levers[${j}]`) : [];
    });
    return [...checked, ...twiceBound(levers, `layers[${i}].levers`)];
  });
}

function layerLeverMistakes(lever: LayerLever, layer: unknown, path: string): string[] {
  const binding = layerBinding(lever.bind);
  const variants = recordAt(layer, 'variants');
  // A layer without a usable number of variants has that mistake reported; its levers are then not held to it.
  const bounds = { variants: typeof variants === 'number' ? variants : Number.POSITIVE_INFINITY };
  return leverMistakes(lever, path, (value) => (binding.accepts(value, bounds) ? null : `must be ${binding.expects}`));
}

function leverMistakes(
  lever: Lever,
  path: string,
  mistakeOf: (value: string | number | boolean) => string | null,
): string[] {
  const max = leverMax(lever);
  if (max < 1) return [`${path}: has a single value; max must be at least one step above min`];
  if (max > MAX_LEVER_INDEX) return [`${path}: has ${max + 1} values; at most ${MAX_LEVER_INDEX + 1} fit a style word`];
  const mistakes = lever.default > max ? [`${path}.default: is ${lever.default}, and the largest index is ${max}`] : [];
  const wrong = probes(lever, max).find((index) => mistakeOf(leverValue(lever, index)) !== null);
  if (wrong === undefined) return mistakes;
  const value = leverValue(lever, wrong);
  return [...mistakes, `${path}: is bound to ${lever.bind}, where index ${wrong}, ${value}, ${mistakeOf(value)}`];
}

/**
 * Indices whose values stand for all. Ranges and angles are arithmetic progressions and every binding takes an interval
 * of numbers or of whole numbers, so first, second and last decide.
 */
function probes(lever: Lever, max: number): number[] {
  if (lever.type === 'range' || lever.type === 'angle') return [0, 1, max];
  return Array.from({ length: max + 1 }, (_, index) => index);
}

function twiceBound(levers: readonly unknown[], path: string): string[] {
  const binds = levers.map((lever) => recordAt(lever, 'bind'));
  return binds.flatMap((bind, i) => {
    const first = binds.indexOf(bind);
    return bind !== undefined && first < i ? [`${path}[${i}].bind: ${path}[${first}] is bound to ${bind} already`] : [];
  });
}

const recordAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

const listAt = (value: unknown, key: string): unknown[] => {
  const list = recordAt(value, key);
  return Array.isArray(list) ? list : [];
};
