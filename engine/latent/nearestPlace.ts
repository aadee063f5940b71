import { POSITION_MIDDLE } from '../scene/bindings.js';
import { leverMax, leverValue } from '../scene/leverValue.js';
import type { LayerManifest, Lever } from '../scene/manifest.js';
import type { Model } from './loadModel.js';

/** Where a layer's levers come nearest to a place in its class. */
export interface NearestPlace {
  levers: { lever: number; index: number }[];
  /** The variant begun from; null where no lever chooses one. */
  variant: number | null;
  /** How far the position levers go from there. */
  sigmas: number;
  /** How much of the way from the class's mean to the place they go, 0…1, measured in w. */
  reached: number;
}

export interface Aim {
  className: string;
  /** Along the class's axes, sigmas from its mean. */
  position: Float32Array;
  /** By variant, the layer's. */
  ws: readonly Float32Array[];
  /** ψ, a ratio. */
  truncation: number;
}

const BANDS: readonly string[] = ['latent.coarse', 'latent.middle', 'latent.fine'];

/**
 * Of every variant, its own place and as much of the rest as the position levers reach; of these, the one that leaves
 * least. Directions go as near to nothing as they may: they would add what nobody saw.
 */
export function nearestPlace(model: Model, { levers, reach }: LayerManifest, aim: Aim): NearestPlace {
  const scale = scaleOf(model, aim.className);
  const places = indicesOf(levers, (bind) => bind === 'latent.position');
  const bands = indicesOf(levers, (bind) => BANDS.includes(bind));
  const candidates = aim.ws.map((w, variant) => {
    const rest = aim.position.map((sigma, axis) => sigma - alongAxis(model, aim, w, axis));
    const steps = rest.map((sigma, axis) => (axis < 2 * places.length ? stepOf(sigma, reach) : 0));
    const left = rest.map((sigma, axis) => sigma - ((steps[axis] as number) * reach) / POSITION_MIDDLE);
    return { variant, steps, left: length(left, scale) };
  });
  const best = candidates.reduce((least, next) => (next.left < least.left ? next : least));
  const whole = length(aim.position, scale);
  const coordinate = (axis: number) => POSITION_MIDDLE + (best.steps[axis] ?? 0);
  return {
    levers: [
      ...bands.map((lever) => ({ lever, index: indexOf(levers[lever] as Lever, best.variant) })),
      ...places.map((lever, nth) => ({ lever, index: (coordinate(2 * nth) << 8) | coordinate(2 * nth + 1) })),
      ...indicesOf(levers, (bind) => bind.startsWith('latent.direction.') || bind === 'latent.mix').map((lever) => ({
        lever,
        index: indexOf(levers[lever] as Lever, 0),
      })),
    ],
    variant: bands.length > 0 ? best.variant : null,
    sigmas: Math.hypot(...best.steps) * (reach / POSITION_MIDDLE),
    reached: whole === 0 ? 1 : Math.max(0, Math.min(1, 1 - best.left / whole)),
  };
}

/** Where a variant's truncated w lies along an axis, sigmas. */
function alongAxis({ file, latents }: Model, { className, truncation }: Aim, w: Float32Array, axis: number): number {
  const { wDimension } = file;
  const row = file.classes.indexOf(className);
  const firstAxis = row * (file.axes?.count ?? 0) + axis;
  let dot = 0;
  for (let i = 0; i < wDimension; i++) {
    const offset = (w[i] as number) - (latents.mean[row * wDimension + i] as number);
    dot += offset * (latents.axes.vectors[firstAxis * wDimension + i] as number);
  }
  const sigma = latents.axes.scale[firstAxis] as number;
  return sigma === 0 ? 0 : (truncation * dot) / sigma;
}

function scaleOf({ file, latents }: Model, className: string): Float32Array {
  const count = file.axes?.count ?? 0;
  const first = file.classes.indexOf(className) * count;
  return latents.axes.scale.subarray(first, first + count);
}

/** Steps of a coordinate, as far as it goes. */
const stepOf = (sigma: number, reach: number) =>
  Math.max(-POSITION_MIDDLE, Math.min(POSITION_MIDDLE - 1, Math.round((sigma / reach) * POSITION_MIDDLE)));

/** How long an offset in sigmas is in w. */
const length = (sigmas: Float32Array, scale: Float32Array) =>
  Math.hypot(...sigmas.map((sigma, axis) => sigma * (scale[axis] ?? 0)));

function indicesOf(levers: readonly Lever[], holds: (bind: string) => boolean): number[] {
  return levers.flatMap(({ bind }, i) => (holds(bind) ? [i] : []));
}

/** The index whose value is nearest to a number. */
function indexOf(lever: Lever, wanted: number): number {
  const indices = Array.from({ length: leverMax(lever) + 1 }, (_, index) => index);
  const away = (index: number) => Math.abs(Number(leverValue(lever, index)) - wanted);
  return indices.reduce((best, index) => (away(index) < away(best) ? index : best), 0);
}
