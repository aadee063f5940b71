import { STROKES } from './strokes.js';

/** A straight piece of a pen's way. */
export interface PenStroke {
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
  /** How broad the pen's line is here. */
  pen: number;
}

/** A formula written out, from the baseline's left end, x to the right and y up. Unit: the height of capitals. */
export interface WrittenFormula {
  strokes: PenStroke[];
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Of `STROKES`. */
const CAPITALS = 16;
/** How far the hand leans, x per y. */
const SLANT = 0.18;
/** A broad nib held at about 40°: its line is thin along that and thick across it. Units of the grid. */
const NIB = { x: 0.77, y: 0.64, thin: 0.85, thick: 2 };
const SMALLER = 0.66;
const RAISED = 8;
const LOWERED = -5;
const SPACE = 4;
/** Between characters. */
const TRACKING = 0.8;
/** Straight pieces between two points of a curve. */
const PIECES = 4;

/** Characters that stand for others: what keyboards have, and the raised and lowered digits of Unicode. */
const WRITTEN_AS: Record<string, string> = {
  '-': '−',
  '~': '∼',
  '∥': '‖',
  ϵ: 'ε',
  ϕ: 'φ',
  '²': '^2',
  '³': '^3',
  '₀': '_0',
  '₁': '_1',
  '₂': '_2',
  '½': '1/2',
  𝔼: 'E',
  ℒ: 'L',
};

/**
 * Writes a formula in one line: `_` lowers and `^` raises the next character, or the next group in braces. A character
 * the hand has no strokes for is left out.
 */
export function layOutFormula(formula: string): WrittenFormula {
  const strokes: PenStroke[] = [];
  let x = 0;
  for (const { character, size, rise } of charactersOf(formula)) {
    const [advance, drawn] = STROKES[character] ?? [character === ' ' ? SPACE : 0, ''];
    for (const stroke of drawn.split('/').filter(Boolean)) strokes.push(...written(stroke, x, size, rise));
    x += (advance + TRACKING) * size;
  }
  const xs = strokes.flatMap(({ fromX, toX }) => [fromX, toX]);
  const ys = strokes.flatMap(({ fromY, toY }) => [fromY, toY]);
  const nib = NIB.thick / 2 / CAPITALS;
  return {
    strokes,
    left: Math.min(0, ...xs) - nib,
    right: Math.max(0, ...xs) + nib,
    top: Math.max(0, ...ys) + nib,
    bottom: Math.min(0, ...ys) - nib,
  };
}

interface Character {
  character: string;
  size: number;
  /** Of the baseline, grid units. */
  rise: number;
}

function charactersOf(formula: string): Character[] {
  const plain = [...formula].map((character) => WRITTEN_AS[character] ?? character).join('');
  const found: Character[] = [];
  for (const [, shift, group, single] of plain.matchAll(/([_^]?)(?:\{([^{}]*)\}|(.))/gsu)) {
    // Braces without a shift before them are braces.
    const text = group === undefined ? String(single) : shift ? group : `{${group}}`;
    const rise = shift === '^' ? RAISED : shift === '_' ? LOWERED : 0;
    for (const character of text) found.push({ character, size: shift ? SMALLER : 1, rise });
  }
  return found;
}

function written(stroke: string, x: number, size: number, rise: number): PenStroke[] {
  const points = stroke.split(' ').map((pair) => {
    const [px, py] = pair.split(',').map(Number) as [number, number];
    const y = py * size + rise;
    return { x: (x + px * size + SLANT * y) / CAPITALS, y: y / CAPITALS };
  });
  const way = points.flatMap((_, i) => curve(points, i));
  return way.slice(1).map((to, i) => {
    const from = way[i] as Point;
    return { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y, pen: penOf(from, to, size) };
  });
}

interface Point {
  x: number;
  y: number;
}

/** The way from point i to the next on the Catmull-Rom spline through all of them, the next one left out. */
function curve(points: readonly Point[], i: number): Point[] {
  const b = points[i] as Point;
  const c = points[i + 1];
  if (!c) return [b];
  const a = points[i - 1] ?? b;
  const d = points[i + 2] ?? c;
  return Array.from({ length: PIECES }, (_, k) => {
    const t = k / PIECES;
    return { x: spline(a.x, b.x, c.x, d.x, t), y: spline(a.y, b.y, c.y, d.y, t) };
  });
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2;
}

function penOf(from: Point, to: Point, size: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  const across = length > 0 ? Math.abs(dx * NIB.y - dy * NIB.x) / length : 1;
  return ((NIB.thin + (NIB.thick - NIB.thin) * across) * Math.sqrt(size)) / CAPITALS;
}
