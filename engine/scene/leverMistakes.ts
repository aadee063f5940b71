import { type BoundLayer, layerBinding } from './bindings.js';
import { type LeverValue, leverMax, leverValue } from './leverValue.js';
import {
  LayerLever,
  LayerRule,
  type Lever,
  MAX_LEVER_INDEX,
  MasterLever,
  MasterRule,
  Picture,
  type Rule,
} from './manifest.js';
import { WORK_BINDINGS } from './masterBindings.js';

/**
 * Values that levers and rules can stand at and their bindings do not take, and bindings that two of a token have.
 * Reads the manifest as it was given, part by part, so that a mistake in one part hides none in another.
 */
export function leverMistakes(given: unknown): string[] {
  const layers = listAt(given, 'layers').flatMap((layer, i) => {
    const bound = boundLayer(layer);
    return tokenMistakes(`layers[${i}]`, layer, LayerLever, LayerRule, ({ bind }) => {
      const { expects, accepts } = layerBinding(bind);
      return { expects, accepts: (value) => accepts(value, bound) };
    });
  });
  const master = tokenMistakes(
    'master',
    recordAt(given, 'master'),
    MasterLever,
    MasterRule,
    ({ bind }) => WORK_BINDINGS[bind],
  );
  return [...master, ...layers];
}

/** What a binding takes, once it is known of what layer. */
interface Taking {
  expects: string;
  accepts(value: LeverValue): boolean;
}

interface Schema<T> {
  safeParse(given: unknown): { data?: T };
}

function tokenMistakes<L extends Lever, R extends Rule>(
  path: string,
  token: unknown,
  leverSchema: Schema<L>,
  ruleSchema: Schema<R>,
  takingOf: (bound: L | R) => Taking,
): string[] {
  const levers = listAt(token, 'levers');
  const rules = listAt(token, 'rules');
  return [
    ...levers.flatMap((raw, i) => {
      const { data } = leverSchema.safeParse(raw);
      return data ? ofLever(data, takingOf(data), `${path}.levers[${i}]`) : [];
    }),
    ...rules.flatMap((raw, i) => {
      const { data } = ruleSchema.safeParse(raw);
      return data ? ofRule(data, takingOf(data), `${path}.rules[${i}]`) : [];
    }),
    ...boundTwice([...placed(levers, `${path}.levers`), ...placed(rules, `${path}.rules`)]),
  ];
}

/** A layer without usable variants or pictures has that mistake reported; its levers are then not held to them. */
function boundLayer(layer: unknown): BoundLayer {
  const variants = recordAt(layer, 'variants') ?? 1;
  const picture = Picture.safeParse(recordAt(layer, 'picture')).data ?? { kind: 'latent', class: 'none' };
  return { variants: typeof variants === 'number' ? variants : Number.POSITIVE_INFINITY, picture };
}

function ofLever(lever: Lever, { expects, accepts }: Taking, path: string): string[] {
  const max = leverMax(lever);
  if ((lever.bind === 'latent.position') !== (lever.type === 'position')) {
    return [`${path}.type: is ${lever.type}, and latent.position takes a lever of type position`];
  }
  if (max < 1) return [`${path}: has a single value; max must be at least one step above min`];
  if (max > MAX_LEVER_INDEX) return [`${path}: has ${max + 1} values; at most ${MAX_LEVER_INDEX + 1} fit a style word`];
  const mistakes = lever.default > max ? [`${path}.default: is ${lever.default}, and the largest index is ${max}`] : [];
  const wrong = probes(lever, max).find((index) => !accepts(leverValue(lever, index)));
  if (wrong === undefined) return mistakes;
  const value = leverValue(lever, wrong);
  return [...mistakes, `${path}: is bound to ${lever.bind}, where index ${wrong}, ${value}, must be ${expects}`];
}

/**
 * Indices whose values stand for all. Ranges and angles are arithmetic progressions and every binding takes an interval
 * of numbers or of whole numbers, so first, second and last decide.
 */
function probes(lever: Lever, max: number): number[] {
  if (lever.type === 'range' || lever.type === 'angle') return [0, 1, max];
  if (lever.type === 'position') return [];
  return Array.from({ length: max + 1 }, (_, index) => index);
}

function ofRule(rule: Rule, { expects, accepts }: Taking, path: string): string[] {
  const { bind, values, map, from } = rule;
  if (bind === 'rules') return [`${path}.bind: a rule moves something; "rules" is for levers that rules read`];
  if (bind === 'latent.position' || bind.startsWith('motion.')) {
    return [`${path}.bind: only levers move ${bind}, so that every place of a walk is known`];
  }
  const mistakes = values.flatMap((value, i) =>
    accepts(value) ? [] : [`${path}.values[${i}]: is bound to ${bind}, where ${value} must be ${expects}`],
  );
  if (map === 'ease' && !eases(rule, accepts)) {
    mistakes.push(
      `${path}.map: ease goes through what lies between two values, and ${bind} takes nothing between them`,
    );
  }
  if (from && map === 'wrap') mistakes.push(`${path}.from: wrap goes by the count of values; leave one of them out`);
  if (from && from.length !== values.length) {
    mistakes.push(`${path}.from: has ${from.length} numbers for ${values.length} values`);
  }
  if (from?.some((start, i) => start <= (from[i - 1] ?? -1))) mistakes.push(`${path}.from: does not ascend`);
  return mistakes;
}

/** Lights and palettes are mixed; of the rest, what takes any number between two. */
function eases({ bind, values }: Rule, accepts: Taking['accepts']): boolean {
  if (bind === 'work.light' || bind === 'work.palette') return true;
  return values.every((value, i) => {
    const next = values[(i + 1) % values.length];
    if (typeof value !== 'number' || typeof next !== 'number') return false;
    return value === next || accepts(value + (next - value) * Math.SQRT1_2);
  });
}

/** What many levers of a token may be bound to. */
const SHARED: readonly unknown[] = ['latent.position', 'rules', undefined];

const placed = (list: readonly unknown[], path: string) =>
  list.map((entry, i) => ({ bind: recordAt(entry, 'bind'), path: `${path}[${i}]` }));

function boundTwice(bound: readonly { bind: unknown; path: string }[]): string[] {
  const first = new Map<unknown, string>();
  return bound.flatMap(({ bind, path }) => {
    const other = first.get(bind);
    if (other === undefined) first.set(bind, path);
    return other === undefined || SHARED.includes(bind) ? [] : [`${path}.bind: ${other} is bound to ${bind} already`];
  });
}

const recordAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;

const listAt = (value: unknown, key: string): unknown[] => {
  const list = recordAt(value, key);
  return Array.isArray(list) ? list : [];
};
