import type { Priority } from '../../engine/latent/createPaintQueue.js';
import type { ModelInfo } from '../../engine/latent/modelInfo.js';
import type { RasterSide } from '../../engine/scene/rasterSide.js';
import type { Recipe } from '../../engine/scene/recipe.js';

/** Where the rasters come from that are not stored yet: threads of this process, or painters elsewhere. */
export interface RasterPainter {
  model: ModelInfo;
  /**
   * The recipe's PNG, which is put into the store. Whoever asks for the same raster meanwhile gets the same picture, and
   * it waits as urgently as the most urgent of them.
   * @param signal withdraws this asking: a picture that nobody else asked for and that is not begun is not painted
   * @param side of the raster; `FIRST_SIDE` without one
   * @throws RecipeUnpaintable, PainterBusy (retryable), PaintingWithdrawn, PainterClosed, PaintingFailed
   */
  paint(recipe: Recipe, priority: Priority, signal?: AbortSignal, side?: RasterSide): Promise<Uint8Array>;
  /** Refuses what waits, and returns once what was begun here is done. */
  close(): Promise<void>;
}
