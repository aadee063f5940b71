import type { ListedWork } from '../../work/workList.js';

/** Every layer of every work, in a square: the first work's first layer top left, row by row. */
export interface MosaicGrid {
  columns: number;
  rows: number;
  /** In the order they lie in. */
  tiles: readonly Tile[];
}

/** One layer's place in the mosaic. */
export interface Tile {
  work: ListedWork;
  /** Its token index. */
  index: number;
}

/** The grid of a series; of 529 layers it is 23 by 23. */
export function mosaicGrid(works: readonly ListedWork[]): MosaicGrid {
  const tiles = works.flatMap((work) => Array.from({ length: work.layers }, (_, i) => ({ work, index: i + 1 })));
  const columns = Math.max(1, Math.ceil(Math.sqrt(tiles.length)));
  return { columns, rows: Math.max(1, Math.ceil(tiles.length / columns)), tiles };
}

/** The number of the tile at a place, counted in tiles from the top left; null beside the grid. */
export function tileAt({ columns, rows, tiles }: MosaicGrid, x: number, y: number): number | null {
  if (x < 0 || y < 0 || x >= columns || y >= rows) return null;
  const number = Math.floor(y) * columns + Math.floor(x);
  return number < tiles.length ? number : null;
}

/** The tile that a step leads to; the same where there is none. */
export function neighbour(grid: MosaicGrid, number: number, step: { x: number; y: number }): number {
  const x = (number % grid.columns) + step.x;
  const y = Math.floor(number / grid.columns) + step.y;
  return tileAt(grid, x, y) ?? number;
}
