import { leverMax } from '../../../engine/scene/leverValue.js';
import type { Lever } from '../../../engine/scene/manifest.js';
import { drawsOf } from './drawsOf.js';

/** How far neighbours lie: the same picture breathing, the next one, or another altogether. */
export const STRIDES = {
  breath: { sigma: 0.3, swaps: 0 },
  step: { sigma: 0.8, swaps: 0.12 },
  leap: { sigma: 1.3, swaps: 0.6 },
} as const;
export type Stride = keyof typeof STRIDES;

/** Sigmas past which a model paints badly, and what lies between the middle of a coordinate and the layer's reach. */
const FAR = 3;
const STEPS = 128;
/** How often a neighbour is drawn anew that is one already. */
const TRIES = 8;

/** Whether a token has a picture to walk from. */
export function isWalkable(levers: readonly Lever[]): boolean {
  return levers.some((lever) => walkOf(lever) !== null);
}

export interface Place {
  levers: readonly Lever[];
  /** How far position levers reach, sigmas. */
  reach: number;
  /** Where each lever stands. */
  at: readonly number[];
}

/**
 * Places round one, a stride away: different from it and, where there are enough, from each other. They are the same for
 * everybody who stands there, so that their pictures are painted once.
 * @param turn which of the endless others
 */
export function neighboursOf({ levers, reach, at }: Place, stride: Stride, turn: number, count: number): number[][] {
  const draw = drawsOf(`${at.join()} ${stride} ${turn}`);
  const known = new Set([at.join()]);
  return Array.from({ length: count }, () => {
    let neighbour = step({ levers, reach, at }, stride, draw);
    for (let tries = 1; known.has(neighbour.join()) && tries < TRIES; tries++) {
      neighbour = step({ levers, reach, at }, stride, draw);
    }
    known.add(neighbour.join());
    return neighbour;
  });
}

function step({ levers, reach, at }: Place, stride: Stride, draw: () => number): number[] {
  const { sigma, swaps } = STRIDES[stride];
  const walks = levers.map(walkOf);
  // Where nothing moves by degrees, another variant is the smallest step there is.
  const must = walks.some((walk) => walk === 'coordinates' || walk === 'sigmas') ? -1 : pick(walks, draw);
  return at.map((index, i) => {
    const lever = levers[i] as Lever;
    const max = leverMax(lever);
    switch (walks[i]) {
      case 'coordinates':
        return (moved(index >> 8, sigma / reach, reach, draw) << 8) | moved(index & 0xff, sigma / reach, reach, draw);
      case 'sigmas':
        return clamp(Math.round(index + (normal(draw) * sigma) / stepOf(lever)), 0, max);
      case 'variant':
        return i === must || draw() < swaps ? Math.floor(draw() * (max + 1)) : index;
      default:
        return index;
    }
  });
}

/** @param deviation as a ratio of the reach */
function moved(coordinate: number, deviation: number, reach: number, draw: () => number): number {
  const most = Math.min(STEPS - 1, Math.round((FAR / reach) * STEPS));
  return STEPS + clamp(Math.round(coordinate - STEPS + normal(draw) * deviation * STEPS), -most, most);
}

/** How a lever takes part in a walk; null when it stays. */
function walkOf({ bind, type }: Lever): 'coordinates' | 'sigmas' | 'variant' | null {
  if (bind === 'latent.position') return 'coordinates';
  if (bind.startsWith('latent.direction.') && type === 'range') return 'sigmas';
  return VARIANTS.includes(bind) ? 'variant' : null;
}

const VARIANTS: readonly string[] = ['latent.coarse', 'latent.middle', 'latent.fine'];

const stepOf = (lever: Lever) => (lever.type === 'range' ? lever.step : 1);

/** One of the levers that choose a variant; −1 when there is none. */
function pick(walks: readonly (string | null)[], draw: () => number): number {
  const variants = walks.flatMap((walk, i) => (walk === 'variant' ? [i] : []));
  return variants[Math.floor(draw() * variants.length)] ?? -1;
}

/** About normal, of mean 0 and deviation 1: four uniform draws added up. */
const normal = (draw: () => number) => (draw() + draw() + draw() + draw() - 2) * Math.sqrt(3);

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
