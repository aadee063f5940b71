import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_SIDE, LARGE_SIDE, rasterSide, smallPictureWidth } from './rasterSide.js';
import type { SceneLayer } from './scene.js';
import { stillHeight } from './stillHeight.js';

const CANVAS = { width: 1600, height: 900 };
const HOUSE = { rasterSize: 256, largeRasterSize: 1024 };

const layer = (width: number, height: number, kind: 'latent' | 'image' = 'latent') =>
  ({ recipe: { kind }, placement: { width, height } }) as Pick<SceneLayer, 'recipe' | 'placement'>;
const picture = (width: number, canvas = CANVAS) => ({ width, height: stillHeight(canvas, width) });

describe('S-27: the side of the raster that a layer is drawn from', () => {
  it('is the rule as engine/SPEC.md has it', () => {
    const spec = readFileSync(join(__dirname, '../SPEC.md'), 'utf8').replace(/\s+/g, ' ');
    expect(spec).toContain(
      'its raster of side 1024 where the longer edge of the whole picture has more than 1,024 pixels and the longer edge ' +
        'of its box more than 512 of them, and from that of side 256 everywhere else',
    );
  });

  it('is 256 for every layer of a picture of up to 1,024 pixels, however large the layer is', () => {
    for (const width of [16, 320, 800, 1024]) {
      expect(rasterSide(layer(3200, 3200), CANVAS, picture(width), HOUSE)).toBe(FIRST_SIDE);
    }
  });

  it('is 1024 on a larger one for a layer of more than 512 pixels along its longer edge', () => {
    expect(rasterSide(layer(1600, 900), CANVAS, picture(1025), HOUSE)).toBe(LARGE_SIDE);
    // 426 ⅔ units of the canvas are 512 pixels of 1,920.
    expect(rasterSide(layer(426, 100), CANVAS, picture(1920), HOUSE)).toBe(FIRST_SIDE);
    expect(rasterSide(layer(427, 100), CANVAS, picture(1920), HOUSE)).toBe(LARGE_SIDE);
    expect(rasterSide(layer(100, 427), CANVAS, picture(1920), HOUSE)).toBe(LARGE_SIDE);
  });

  it('goes by the longer edge of an upright picture', () => {
    const upright = { width: 1000, height: 1250 };
    expect(rasterSide(layer(1400, 1100), upright, picture(819, upright), HOUSE)).toBe(FIRST_SIDE);
    expect(rasterSide(layer(1400, 1100), upright, picture(864, upright), HOUSE)).toBe(LARGE_SIDE);
  });

  it('is 256 up to the width that pages begin with', () => {
    for (const canvas of [CANVAS, { width: 1000, height: 1250 }, { width: 333, height: 1000 }]) {
      const width = smallPictureWidth(canvas);
      expect(rasterSide(layer(3200, 3200), canvas, picture(width, canvas), HOUSE)).toBe(FIRST_SIDE);
      expect(Math.max(width, stillHeight(canvas, width))).toBeGreaterThan(1020);
    }
  });

  it('is 256 for an asset, which has one size, and where the model has no larger one', () => {
    expect(rasterSide(layer(1600, 900, 'image'), CANVAS, picture(1920), HOUSE)).toBe(FIRST_SIDE);
    const small = { rasterSize: 32, largeRasterSize: 32 };
    expect(rasterSide(layer(1600, 900), CANVAS, picture(1920), small)).toBe(FIRST_SIDE);
  });
});
