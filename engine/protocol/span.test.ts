import { viewportOf, wallOf } from './span.js';

const canvas = { width: 1600, height: 1000 };
/** Three screens in a row with 40 mm of bezel between their pictures. */
const tiles = [0, 1, 2].map((i) => ({ x: i * 1040, y: 0, width: 1000, height: 600 }));
const wall = wallOf(tiles);

test('the wall is as large as all its screens with the bezels between them', () => {
  expect(wall).toEqual({ x: 0, y: 0, width: 3080, height: 600 });
});

test('a filled wall shows the work’s full width, and leaves out behind bezels what a straight line needs', () => {
  const parts = tiles.map((tile) => viewportOf(canvas, wall, tile, 'fill'));
  const scale = 1600 / 3080;
  expect(parts[0]!.x).toBeCloseTo(0);
  expect(parts[2]!.x + parts[2]!.width).toBeCloseTo(1600);
  expect(parts[1]!.x - (parts[0]!.x + parts[0]!.width)).toBeCloseTo(40 * scale);
  for (const { y, height } of parts) expect([y, height]).toEqual([500 - 300 * scale, 600 * scale]);
});

test('a fitted wall shows all of the work and lets its ends stay dark', () => {
  const [left, middle, right] = tiles.map((tile) => viewportOf(canvas, wall, tile, 'fit'));
  expect([middle!.y, middle!.height]).toEqual([0, 1000]);
  expect(left!.x).toBeLessThan(0);
  expect(right!.x + right!.width).toBeGreaterThan(1600);
});

test('one screen alone, of the work’s own shape, shows the work', () => {
  const tile = { x: 5, y: 7, width: 800, height: 500 };
  expect(viewportOf(canvas, wallOf([tile]), tile, 'fill')).toEqual({ x: 0, y: 0, ...canvas });
});
