import { gridOf, tilesOf } from './grid.js';

const grid = { columns: 3, width: 941, height: 529, bezel: 20 };

test('hangs screens row by row, and is read off again from where they hang', () => {
  const tiles = tilesOf(['a', 'b', 'c', 'd', 'e'], grid);
  expect(tiles[4]).toEqual({ screen: 'e', x: 961, y: 549, width: 941, height: 529 });
  expect(gridOf(tiles)).toEqual(grid);
});

test('a column of screens is one too', () => {
  const column = { ...grid, columns: 1 };
  expect(gridOf(tilesOf(['a', 'b'], column))).toEqual(column);
});
