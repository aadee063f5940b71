import { ManifestError } from '../errors/sceneErrors.js';
import type { LayerManifest, Manifest } from './manifest.js';
import { leavesOf } from './pictures.js';

/** What the checks against a model need to know of it. */
export interface ModelFacts {
  /** sha256 of its model.json. */
  sha256: string;
  classes: readonly string[];
  /** Named directions of w, each found for one class. */
  directions: readonly { name: string; class: string }[];
  /** How many principal axes each class has. */
  axes: number;
  /** The formula of its loss, or null. */
  signature: string | null;
}

/**
 * That a model can paint the manifest.
 * @throws ManifestError with everything the model lacks, or because the manifest is for another model
 */
export function checkManifestAgainstModel(manifest: Manifest, model: ModelFacts): void {
  const { sha256, signature } = manifest.model;
  const mistakes = manifest.layers.flatMap((layer, i) => missingFromModel(layer, `layers[${i}]`, model));
  if (signature !== undefined && signature !== model.signature) {
    mistakes.unshift(`model.signature: is ${signature}, and the model's is ${model.signature ?? 'none'}`);
  }
  if (sha256 !== model.sha256) {
    mistakes.unshift(`model.sha256: is ${sha256}, and the model loaded is ${model.sha256}`);
  }
  if (mistakes.length > 0) throw new ManifestError(mistakes);
}

function missingFromModel(layer: LayerManifest, path: string, model: ModelFacts): string[] {
  const painted = leavesOf(layer.picture).flatMap(({ leaf, path: at }) =>
    leaf.kind === 'latent' ? [{ name: leaf.class, path: `${path}.picture${at}.class` }] : [],
  );
  const unknown = painted.filter(({ name }) => !model.classes.includes(name));
  const known = [...new Set(painted.map(({ name }) => name))].filter((name) => model.classes.includes(name));
  return [
    ...unknown.map(({ name, path: at }) => `${at}: the model paints no ${name}; it paints ${model.classes.join(', ')}`),
    ...known.flatMap((name) => missingDirections(layer, name, path, model)),
    ...(painted.length > 0 ? missingAxes(layer, path, model) : []),
  ];
}

function missingDirections(
  { levers, rules }: LayerManifest,
  className: string,
  path: string,
  { directions }: ModelFacts,
): string[] {
  const known = directions.filter(({ class: of }) => of === className).map(({ name }) => `latent.direction.${name}`);
  const missing = (list: readonly { bind: string }[], name: string) =>
    list.flatMap(({ bind }, i) =>
      bind.startsWith('latent.direction.') && !known.includes(bind)
        ? [
            `${path}.${name}[${i}].bind: the model has no ${bind} for ${className}; it has ${known.join(', ') || 'none'}`,
          ]
        : [],
    );
  return [...missing(levers, 'levers'), ...missing(rules, 'rules')];
}

function missingAxes({ levers, walk }: LayerManifest, path: string, { axes }: ModelFacts): string[] {
  const levered = 2 * levers.filter(({ bind }) => bind === 'latent.position').length;
  const mistakes = levered > axes ? [`${path}.levers: move ${levered} axes, and the model has ${axes}`] : [];
  const beyond = walk?.axes.find((axis) => axis >= axes);
  if (beyond !== undefined)
    mistakes.push(`${path}.walk.axes: goes along axis ${beyond}, and the model has 0 to ${axes - 1}`);
  return mistakes;
}
