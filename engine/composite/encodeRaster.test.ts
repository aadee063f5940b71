import fc from 'fast-check';
import { RasterError } from '../errors/compositeErrors.js';
import { decodeRaster, encodeRaster } from './encodeRaster.js';

const size = fc.integer({ min: 1, max: 9 });
const raster = fc
  .tuple(size, size)
  .chain(([width, height]) =>
    fc
      .uint8ClampedArray({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((rgba) => ({ width, height, rgba })),
  );

describe('a raster as PNG', () => {
  it('comes back byte for byte, colours under alpha 0 included', async () => {
    await fc.assert(
      fc.asyncProperty(raster, async (painted) => {
        expect(await decodeRaster(await encodeRaster(painted))).toEqual(painted);
      }),
    );
  });

  it('has the same bytes each time', async () => {
    const painted = { width: 2, height: 1, rgba: Uint8ClampedArray.from([1, 2, 3, 4, 5, 6, 7, 8]) };
    expect(await encodeRaster(painted)).toEqual(await encodeRaster(painted));
  });

  it('is refused when it is cut short or something else', async () => {
    const png = await encodeRaster({ width: 8, height: 8, rgba: new Uint8ClampedArray(256).fill(7) });
    await expect(decodeRaster(png.subarray(0, png.length >> 1))).rejects.toThrow(RasterError);
    await expect(decodeRaster(png.subarray(0, 4))).rejects.toThrow(RasterError);
    await expect(decodeRaster(new Uint8Array())).rejects.toThrow(RasterError);
    await expect(decodeRaster(new TextEncoder().encode('<svg/>'))).rejects.toThrow(RasterError);
  });
});
