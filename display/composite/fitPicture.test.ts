import fc from 'fast-check';
import { fitPicture, whole } from './fitPicture.js';

const WHOLE = whole({ width: 1, height: 1 });
const work = { width: 1600, height: 1000 };

describe('fitPicture', () => {
  it('fills a canvas of the work’s own shape, to the pixel', () => {
    const fit = { wholeWidth: 480, wholeHeight: 300, left: 0, top: 0 };
    expect(fitPicture(work, WHOLE, { width: 480, height: 300 })).toEqual(fit);
    expect(fitPicture(work, WHOLE, { width: 481, height: 300 })).toMatchObject({ wholeHeight: 300, top: 0 });
  });

  it('hangs it in the middle of a canvas of another shape', () => {
    expect(fitPicture(work, WHOLE, { width: 400, height: 300 })).toEqual({
      wholeWidth: 400,
      wholeHeight: 250,
      left: 0,
      top: -25,
    });
    expect(fitPicture(work, WHOLE, { width: 800, height: 250 })).toMatchObject({ wholeWidth: 400, left: -200 });
  });

  it('shows each of two screens its half, which meet without a gap', () => {
    const screen = { width: 800, height: 1000 };
    const left = fitPicture(work, { x: 0, y: 0, width: 0.5, height: 1 }, screen);
    const right = fitPicture(work, { x: 0.5, y: 0, width: 0.5, height: 1 }, screen);
    expect(left).toEqual({ wholeWidth: 1600, wholeHeight: 1000, left: 0, top: 0 });
    expect(right).toEqual({ ...left, left: 800 });
  });

  it('holds the crop whole in any canvas, with its aspect kept', () => {
    const size = fc.record({ width: fc.integer({ min: 16, max: 5000 }), height: fc.integer({ min: 16, max: 5000 }) });
    fc.assert(
      fc.property(size, size, (shape, canvas) => {
        const { wholeWidth, wholeHeight, left, top } = fitPicture(shape, WHOLE, canvas);
        expect(wholeWidth).toBeLessThanOrEqual(canvas.width);
        expect(wholeHeight).toBeLessThanOrEqual(canvas.height);
        expect(Math.max(left, top)).toBeLessThanOrEqual(0);
        expect(wholeWidth === canvas.width || wholeHeight === canvas.height).toBe(true);
      }),
    );
  });
});
