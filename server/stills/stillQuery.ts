import { z } from 'zod';
import { MAX_CANVAS_PIXELS, type Manifest } from '../../engine/scene/manifest.js';
import { MAX_STEP } from '../../engine/scene/moment.js';
import { parse } from '../refusal/parse.js';

/** What the query of a still asks for. */
export interface StillQuery {
  /** Pixels. */
  width: number;
  /** The block the work is shown at; null is now. */
  block: number | null;
  /** The drift step since that block; null is the one of now, or 0 of a past block. */
  step: number | null;
}

const DEFAULT_WIDTH = 800;
export const MIN_STILL_WIDTH = 16;
/** The longest edge a still may have. */
const MAX_EDGE = 8192;

/**
 * Reads a still's query. It may hold more: metadata adds `v`, the revision it speaks of, so that caches elsewhere let go
 * of the still before.
 * @throws Refused 400
 */
export function readStillQuery(query: unknown, { canvas }: Manifest): StillQuery {
  const most = maxStillWidth(canvas);
  const schema = z.looseObject({
    width: wholeNumber(MIN_STILL_WIDTH, most).default(Math.min(DEFAULT_WIDTH, most)),
    block: wholeNumber(0, Number.MAX_SAFE_INTEGER).nullable().default(null),
    step: wholeNumber(0, MAX_STEP).nullable().default(null),
  });
  const { width, block, step } = parse(schema, query, 'The query');
  return { width, block, step };
}

/** Twice the canvas, as long as neither its edges nor its pixels grow beyond what is composed at once. */
export function maxStillWidth({ width, height }: Manifest['canvas']): number {
  const edge = width >= height ? MAX_EDGE : (MAX_EDGE * width) / height;
  return Math.floor(Math.min(2 * width, edge, Math.sqrt((MAX_CANVAS_PIXELS * width) / height)));
}

function wholeNumber(min: number, max: number) {
  const allowed = `expected a whole number from ${min} to ${max}`;
  return z
    .string(allowed)
    .regex(/^\d{1,16}$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);
}
