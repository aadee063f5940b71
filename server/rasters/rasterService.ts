import { Inject, Injectable } from '@nestjs/common';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import type { Log } from '../log/createLog.js';
import { LOG, PAINTER, RASTER_STORE } from '../parts.js';

/** Rasters as PNG, painted once and kept by the hash of their recipe. */
@Injectable()
export class RasterService {
  private readonly underWay = new Set<string>();
  /** The painter gives everybody who waits for a recipe the same raster; it is encoded once. */
  private readonly encodings = new WeakMap<Raster, Promise<Uint8Array>>();

  constructor(
    @Inject(PAINTER) private readonly painter: Painter,
    @Inject(RASTER_STORE) private readonly store: RasterStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The stored PNG, or null when it has not been painted or was dropped since. */
  stored(hash: string): Promise<Uint8Array | null> {
    return this.store.get(hash);
  }

  /** Whether somebody waits for it already, so that asking for it costs nothing more. */
  isUnderWay(hash: string): boolean {
    return this.underWay.has(hash);
  }

  /**
   * The recipe's PNG, painted when it is not stored.
   * @throws PainterBusy, RecipeUnpaintable, PaintingFailed
   */
  async png(recipe: Recipe, priority: Priority): Promise<Uint8Array> {
    const hash = recipeHash(recipe);
    const stored = await this.store.get(hash);
    if (stored) return stored;
    this.underWay.add(hash);
    try {
      const asked = performance.now();
      const raster = await this.painter.paint(recipe, priority);
      this.log.debug({ raster: hash, priority, paintMs: performance.now() - asked }, 'Painted a raster.');
      const begun = this.encodings.get(raster) ?? this.encode(hash, raster);
      this.encodings.set(raster, begun);
      return await begun;
    } finally {
      this.underWay.delete(hash);
    }
  }

  private async encode(hash: string, raster: Raster): Promise<Uint8Array> {
    const png = await encodeRaster(raster);
    try {
      await this.store.put(hash, png);
    } catch (error) {
      // A full disk costs a painting each time, never the picture.
      if (!(error instanceof RasterNotStored)) throw error;
      this.log.warn({ ...error.facts }, error.message);
    }
    return png;
  }
}
