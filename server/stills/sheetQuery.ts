import { z } from 'zod';
import { parse } from '../refusal/parse.js';

/** Edges of a sheet's cells, in pixels: few, so that caches hold them all. The largest is a raster's own. */
export const SHEET_CELLS = [32, 64, 128, 256] as const;

/**
 * The `cell` of a sheet's query.
 * @throws Refused 400
 */
export function readSheetCell(query: unknown): number {
  const names = SHEET_CELLS.map(String);
  const allowed = `expected one of ${names.join(', ')}`;
  const schema = z.looseObject({ cell: z.enum(names, allowed).default('64') });
  return Number(parse(schema, query, 'The query').cell);
}
