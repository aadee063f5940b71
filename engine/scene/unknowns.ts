import { leverMax } from './leverValue.js';
import type { LayerRule, Lever } from './manifest.js';
import { DICE, side } from './sourceNumber.js';
import { type DateParts, dateParts } from './timePart.js';

type Demand<T> = (value: T) => boolean;

/** What words, blocks and time leave open, and what is demanded of it: whether everything can be met at once. */
export interface Unknowns {
  /** @param demand of the lever's index */
  requireLever(token: number, lever: number, demand: Demand<number>): void;
  /** @param demand of the number that the rule's source says */
  requireSource(rule: Pick<LayerRule, 'source' | 'values'>, demand: Demand<number>): void;
  areMet(): boolean;
}

/**
 * Demands on one unknown are met together. Unknowns are free of each other but for sums of levers, each of which
 * `checkManifest` lets into one sum.
 */
export function createUnknowns(leversOf: (token: number) => readonly Lever[]): Unknowns {
  const levers = new Map<string, { max: number; demands: Demand<number>[] }>();
  const sums = new Map<string, { keys: string[]; demands: Demand<number>[] }>();
  const minutes: Demand<number>[] = [];
  const dates: Demand<DateParts>[] = [];
  const steps = new Map<number, Demand<number>[]>();
  const dice = new Map<string, { sides: Set<number>; demands: Demand<number>[] }>();

  const leverAt = (token: number, lever: number) => {
    const read = leversOf(token)[lever];
    return held(levers, `${token} ${lever}`, () => ({ max: read ? leverMax(read) : 0, demands: [] }));
  };

  return {
    requireLever: (token, lever, demand) => void leverAt(token, lever).demands.push(demand),
    requireSource({ source, values }, demand) {
      switch (source.kind) {
        case 'time': {
          const { part } = source;
          if (part === 'minute') minutes.push(demand);
          else if (part === 'hour') minutes.push((minute) => demand(Math.floor(minute / 60)));
          else dates.push((date) => demand(date[part]));
          return;
        }
        case 'step':
          held(steps, values.length, () => []).push(demand);
          return;
        case 'random': {
          const thrown = held(dice, source.name, () => ({ sides: new Set<number>(), demands: [] }));
          thrown.sides.add(source.sides);
          thrown.demands.push((faces) => demand(side(faces, source.sides)));
          return;
        }
        case 'levers': {
          const [only, ...others] = source.levers;
          if (only && others.length === 0) return void leverAt(only.token, only.lever).demands.push(demand);
          for (const { token, lever } of source.levers) leverAt(token, lever);
          const keys = source.levers.map(({ token, lever }) => `${token} ${lever}`).sort();
          held(sums, keys.join(), () => ({ keys, demands: [] })).demands.push(demand);
        }
      }
    },
    areMet() {
      const allowed = new Map([...levers].map(([key, { max, demands }]) => [key, numbersThat(max + 1, demands)]));
      if ([...allowed.values()].some((indices) => indices.length === 0)) return false;
      const sumMet = ({ keys, demands }: { keys: string[]; demands: Demand<number>[] }) =>
        sumsOf(keys.map((key) => allowed.get(key) ?? [])).some((sum) => demands.every((demand) => demand(sum)));
      return (
        [...sums.values()].every(sumMet) &&
        [...steps].every(([count, demands]) => numbersThat(count, demands).length > 0) &&
        [...dice.values()].every(({ sides, demands }) =>
          facesOf(sides).some((face) => demands.every((d) => d(face))),
        ) &&
        (minutes.length === 0 || numbersThat(1440, minutes).length > 0) &&
        (dates.length === 0 || everyDate().some((date) => dates.every((demand) => demand(date))))
      );
    },
  };
}

function held<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function numbersThat(count: number, demands: readonly Demand<number>[]): number[] {
  const met: number[] = [];
  for (let number = 0; number < count; number++) if (demands.every((demand) => demand(number))) met.push(number);
  return met;
}

/** Every sum of one number of each list, once. */
function sumsOf(lists: readonly (readonly number[])[]): number[] {
  return lists.reduce<number[]>(
    (sums, list) => [...new Set(sums.flatMap((sum) => list.map((number) => sum + number)))],
    [0],
  );
}

/** A face for each way that dice of these sides can lie together: those at which one of them turns to its next side. */
function facesOf(sides: ReadonlySet<number>): number[] {
  return [...sides].flatMap((count) => Array.from({ length: count }, (_, i) => Math.ceil((i * DICE) / count)));
}

/** The parts of every date there is: after 28 years weekdays and leap years have met in every way. */
function everyDate(): DateParts[] {
  const from = Date.UTC(2000) / 1000;
  return Array.from({ length: 28 * 365 + 7 }, (_, day) => dateParts(from + day * 86_400));
}
