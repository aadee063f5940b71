import fc from 'fast-check';
import { between, heldIn, placeAt, wholeOf, zoomedAt } from './camera.js';

const view = { columns: 23, rows: 23, width: 1200, height: 700 };

test('the whole fits into the window, in its middle', () => {
  expect(wholeOf(view)).toEqual({ x: 11.5, y: 11.5, zoom: 700 / 23 });
});

test('however one moves, the window never looks past the edge where the mosaic is larger, and no farther than the whole', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0.001, max: 10_000, noNaN: true }),
      (x, y, zoom) => {
        const camera = heldIn(view, { x, y, zoom });
        expect(camera.zoom).toBeGreaterThanOrEqual(wholeOf(view).zoom);
        const [left, top] = [camera.x - view.width / camera.zoom / 2, camera.y - view.height / camera.zoom / 2];
        if (view.width / camera.zoom < view.columns) expect(left).toBeGreaterThanOrEqual(-1e-9);
        else expect(camera.x).toBe(11.5);
        if (view.height / camera.zoom < view.rows) expect(top).toBeGreaterThanOrEqual(-1e-9);
        else expect(camera.y).toBe(11.5);
      },
    ),
  );
});

test('what lies under the pointer stays under it while one comes closer', () => {
  const camera = { x: 11.5, y: 11.5, zoom: 100 };
  const point = { x: 300, y: 500 };
  const before = placeAt(view, camera, point);
  const after = placeAt(view, zoomedAt(view, camera, 1.7, point), point);
  expect(after.x).toBeCloseTo(before.x, 9);
  expect(after.y).toBeCloseTo(before.y, 9);
});

test('on the way from one camera to another the ends are the ends', () => {
  const [from, to] = [
    { x: 1, y: 2, zoom: 30 },
    { x: 5, y: 6, zoom: 300 },
  ];
  expect(between(from, to, 0)).toEqual(from);
  expect(between(from, to, 1)).toEqual(to);
  expect(between(from, to, 0.5).zoom).toBeCloseTo(Math.sqrt(30 * 300));
});
