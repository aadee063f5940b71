import { rasterOfRgba } from './rasterOfRgba.js';

/** One pixel of premultiplied colour and alpha, all 0…1, through the network's −1…1. */
function pixel(premultiplied: [number, number, number, number], opaque = false): number[] {
  return [
    ...rasterOfRgba(
      Float32Array.from(premultiplied, (value) => value * 2 - 1),
      1,
      opaque,
    ).rgba,
  ];
}

describe('rasterOfRgba', () => {
  it('turns planes into pixels, rows from the top', () => {
    const plane = (...values: number[]) => values.map((value) => value * 2 - 1);
    const rgba = Float32Array.from([plane(1, 0, 0, 0), plane(0, 1, 0, 0), plane(0, 0, 1, 0), plane(1, 1, 1, 1)].flat());
    const raster = rasterOfRgba(rgba, 2, false);
    expect([raster.width, raster.height]).toEqual([2, 2]);
    expect([...raster.rgba]).toEqual([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 255]);
  });

  it('divides the colour by alpha and rounds', () => {
    expect(pixel([0.25, 0.125, 0, 0.5])).toEqual([128, 64, 0, 128]);
  });

  it('clips what lies outside, and colour brighter than its alpha allows', () => {
    expect(pixel([1.5, -0.5, 0.5, 1.2])).toEqual([255, 0, 128, 255]);
    expect(pixel([0.6, 0.3, 0, 0.5])).toEqual([255, 153, 0, 128]);
  });

  it('keeps no colour where there is no alpha', () => {
    expect(pixel([0.5, 0.5, 0.5, -0.1])).toEqual([0, 0, 0, 0]);
    expect(pixel([0.001, 0.001, 0.001, 0.0019])).toEqual([0, 0, 0, 0]);
  });

  it('makes an opaque class opaque without darkening it', () => {
    expect(pixel([0.46875, 0.9375, 0, 0.9375], true)).toEqual([128, 255, 0, 255]);
  });
});
