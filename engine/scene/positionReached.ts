import { layerBinding, POSITION_MIDDLE } from './bindings.js';
import { type LayerDraft, layerDraft } from './layerDraft.js';
import { leverMax, leverValue } from './leverValue.js';
import type { LayerBinding, LayerManifest } from './manifest.js';
import type { AxisOffset } from './recipe.js';
import { walkOffset } from './walkOffset.js';

/** Whether a layer's position levers and its walk can bring an offset about. Rules touch neither. */
export function positionReached(layer: LayerManifest, position: readonly AxisOffset[]): boolean {
  const amounts = new Map(position.map(({ axis, amount }) => [axis, amount]));
  const { positionStep } = layerDraft(layer);
  const levered = 2 * layer.levers.filter(({ bind }) => bind === 'latent.position').length;
  const isLevers = (axis: number, amount: number) =>
    axis < levered ? isCoordinate(amount / positionStep + POSITION_MIDDLE) : amount === 0;
  if (!layer.walk) return position.every(({ axis, amount }) => isLevers(axis, amount));

  const [first, second] = layer.walk.axes;
  const others = position.filter(({ axis }) => axis !== first && axis !== second);
  if (!others.every(({ axis, amount }) => isLevers(axis, amount))) return false;
  for (const [x, y] of walkPlaces(layer)) {
    if (isLevers(first, (amounts.get(first) ?? 0) - x) && isLevers(second, (amounts.get(second) ?? 0) - y)) return true;
  }
  return false;
}

/** Every place that a layer's walk can come to, whichever way its levers have it go. */
function* walkPlaces(layer: LayerManifest): Generator<readonly [number, number]> {
  for (const { path } of walksBy(layer, 'motion.walk')) {
    for (const { radius } of walksBy(layer, 'motion.radius')) {
      for (const { period } of walksBy(layer, 'motion.period')) {
        for (let tick = 0; tick < period; tick++) yield walkOffset({ path, radius, period }, tick);
      }
    }
  }
}

/** How many places `walkPlaces` goes through. */
export function countWalkPlaces(layer: LayerManifest): number {
  const periods = walksBy(layer, 'motion.period').reduce((sum, { period }) => sum + period, 0);
  return walksBy(layer, 'motion.walk').length * walksBy(layer, 'motion.radius').length * periods;
}

/** The walks that the lever of one binding makes of the layer's own. */
function walksBy(layer: LayerManifest, bind: LayerBinding): LayerDraft['walk'][] {
  const plain = layerDraft(layer);
  const lever = layer.levers.find((candidate) => candidate.bind === bind);
  if (!lever) return [plain.walk];
  return Array.from(
    { length: leverMax(lever) + 1 },
    (_, index) => layerBinding(bind).apply(plain, leverValue(lever, index), 0).walk,
  );
}

const isCoordinate = (value: number) => Number.isInteger(value) && value >= 0 && value <= 0xff;
