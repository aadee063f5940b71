import type { ListedWork } from '../../work/workList.js';
import { mosaicGrid, neighbour, tileAt } from './mosaicGrid.js';

const workOf = (work: number, layers: number): ListedWork => ({
  work,
  layers,
  title: `${work}`,
  by: '',
  aspect: 1.6,
  version: '',
});
const series = mosaicGrid(Array.from({ length: 23 }, (_, i) => workOf(i + 1, 23)));

test('529 layers are 23 rows of 23', () => {
  expect(series).toMatchObject({ columns: 23, rows: 23 });
  expect(series.tiles).toHaveLength(529);
  expect(series.tiles[23 + 4]).toMatchObject({ work: { work: 2 }, index: 5 });
});

test('a last row that is not full ends where the layers do', () => {
  const grid = mosaicGrid([workOf(1, 7), workOf(2, 6)]);
  expect(grid).toMatchObject({ columns: 4, rows: 4 });
  expect(tileAt(grid, 0.5, 3.5)).toBe(12);
  expect(tileAt(grid, 1.5, 3.5)).toBeNull();
});

test.each([
  [-0.1, 0],
  [0, 23],
  [23, 1],
])('nothing lies at %d, %d', (x, y) => {
  expect(tileAt(series, x, y)).toBeNull();
});

test('steps stay on the grid', () => {
  expect(neighbour(series, 0, { x: -1, y: 0 })).toBe(0);
  expect(neighbour(series, 0, { x: 1, y: 0 })).toBe(1);
  expect(neighbour(series, 22, { x: 1, y: 0 })).toBe(22);
  expect(neighbour(series, 22, { x: 0, y: 1 })).toBe(45);
});

test('a house without works has an empty grid', () => {
  expect(tileAt(mosaicGrid([]), 0, 0)).toBeNull();
});
