import { join } from 'node:path';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import { closePainters, nthRecipe, openPainter, pixelHash } from '../harness/tinyPainter.js';

/** Of the training code's import: a StyleGAN2 checkpoint of two classes at 16 pixels, without upscaler or encoder. */
const IMPORTED = join(__dirname, '../fixtures/imported');

afterEach(closePainters);

describe('a StyleGAN2 model imported from elsewhere', () => {
  it('is opened like one of our own, without directions but with principal axes', async () => {
    const { model } = await openPainter({ modelFolder: IMPORTED });
    expect(model).toMatchObject({
      name: 'imported',
      rasterSize: 16,
      classes: ['day', 'night'],
      directions: [],
      axes: 32,
    });
  });

  it('paints opaque pictures of every class, the same on whichever thread', async () => {
    const painter = await openPainter({ modelFolder: IMPORTED, workers: 2 });
    const paint = () => Promise.all([0, 1, 2, 3].map((n) => painter.paint(nthRecipe(painter, n), 'live')));
    const [first, again] = [await paint(), await paint()];
    for (const raster of first) {
      expect(raster).toMatchObject({ width: 16, height: 16 });
      expect(raster.rgba.filter((value, i) => i % 4 === 3 && value < 255)).toHaveLength(0);
      expect(deviation(raster)).toBeGreaterThan(5);
    }
    expect(new Set(first.map(pixelHash)).size).toBe(4);
    expect(again.map(pixelHash)).toEqual(first.map(pixelHash));
  });

  it('follows every lever it has', async () => {
    const painter = await openPainter({ modelFolder: IMPORTED });
    const changes: Partial<LatentRecipe>[] = [
      {},
      { class: 'night' },
      { coarse: 9 },
      { middle: 9 },
      { fine: 9 },
      { truncation: 100 },
      { noise: { variant: 1, strength: 255 } },
      { position: [{ axis: 1, amount: 256 }] },
    ];
    const rasters = await Promise.all(changes.map((change) => painter.paint(nthRecipe(painter, 0, change), 'live')));
    expect(new Set(rasters.map(pixelHash)).size).toBe(changes.length);
  });
});

/** Mean distance of a raster's bytes from their mean, alpha left out. */
function deviation({ rgba }: Raster): number {
  const colours = Array.from(rgba).filter((_, i) => i % 4 !== 3);
  const mean = colours.reduce((sum, value) => sum + value, 0) / colours.length;
  return colours.reduce((sum, value) => sum + Math.abs(value - mean), 0) / colours.length;
}
