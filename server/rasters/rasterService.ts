import { Inject, Injectable } from '@nestjs/common';
import { AssetMissing, AssetRefused } from '../../engine/errors/assetErrors.js';
import { PaintingFailed } from '../../engine/errors/painterErrors.js';
import { RasterNotRead, RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import type { ImageRecipe, Recipe } from '../../engine/scene/recipe.js';
import type { Assets } from '../assets/openAssets.js';
import type { Log } from '../log/createLog.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import { ASSETS, LOG, PAINTER, RASTER_STORE } from '../parts.js';
import { createWaits } from './createWaits.js';

/** The larger raster of a picture waits behind all that a screen needs to show it at all, or to come to it. */
const URGENCY_OF_LARGE: Record<Priority, Priority> = {
  live: 'drift',
  ahead: 'drift',
  drift: 'drift',
  preview: 'preview',
};

/**
 * Milliseconds that a wall may wait for a raster it needs, or for one on the way to it. While one waits longer the painters
 * have more than they can do, and the larger rasters are what is done without first.
 */
const LATE = 2000;

/** Rasters as PNG, painted once and kept by their names (`rasterName`). */
@Injectable()
export class RasterService {
  /** By the raster's name. */
  private readonly underWay = createWaits(() => performance.now());
  /** Those of them that walls cannot do without. */
  private readonly needed = createWaits(() => performance.now());
  /** Assets being read and not yet stored, by the raster's name. */
  private readonly readings = new Map<string, Promise<Uint8Array>>();

  constructor(
    @Inject(PAINTER) private readonly painter: RasterPainter,
    @Inject(ASSETS) private readonly assets: Assets,
    @Inject(RASTER_STORE) private readonly store: RasterStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The stored PNG, or null when it has not been painted or was dropped since. */
  async stored(name: string): Promise<Uint8Array | null> {
    try {
      return await this.store.get(name);
    } catch (error) {
      // A store that is away costs a painting, never the picture.
      if (!(error instanceof RasterNotRead)) throw error;
      this.log.warn({ ...error.facts }, error.message);
      return null;
    }
  }

  /** Whether somebody waits for it already, so that asking for it costs nothing more. */
  isUnderWay(name: string): boolean {
    return this.underWay.has(name);
  }

  /** For how many milliseconds the raster has been waited for that was asked for first. */
  waitedFor(): number {
    return this.underWay.longest();
  }

  /** Whether walls wait too long for what they need, so that nothing larger should be begun. */
  isOverloaded(): boolean {
    return this.needed.longest() > LATE;
  }

  /**
   * The recipe's PNG, painted or read from its asset when it is not stored.
   * @param signal withdraws this asking, as for `Painter.paint`
   * @param side of the raster; an asset has one only
   * @throws PainterBusy, PaintingWithdrawn, RecipeUnpaintable, PaintingFailed, AssetMissing, AssetRefused
   */
  async png(
    recipe: Recipe,
    priority: Priority,
    signal?: AbortSignal,
    side: RasterSide = FIRST_SIDE,
  ): Promise<Uint8Array> {
    const name = rasterName(recipe, side);
    const stored = await this.stored(name);
    if (stored) return stored;
    const asked = performance.now();
    const isNeeded = side === FIRST_SIDE && priority !== 'preview';
    const ends = [this.underWay.begin(name), ...(isNeeded ? [this.needed.begin(name)] : [])];
    try {
      if (recipe.kind === 'image') return await this.asset(name, recipe);
      const urgency = side === FIRST_SIDE ? priority : URGENCY_OF_LARGE[priority];
      const png = await this.painter.paint(recipe, urgency, signal, side);
      this.log.debug({ raster: name, priority: urgency, paintMs: performance.now() - asked }, 'Painted a raster.');
      return png;
    } catch (error) {
      if (error instanceof PaintingFailed || error instanceof AssetMissing || error instanceof AssetRefused)
        this.log.error({ ...error.facts }, error.message);
      throw error;
    } finally {
      for (const end of ends) end();
    }
  }

  /** Everybody who waits for an asset is given the same raster; it is read and stored once. */
  private asset(name: string, recipe: ImageRecipe): Promise<Uint8Array> {
    const begun = this.readings.get(name) ?? this.readAndStore(name, recipe).finally(() => this.readings.delete(name));
    this.readings.set(name, begun);
    return begun;
  }

  private async readAndStore(name: string, { sha256 }: ImageRecipe): Promise<Uint8Array> {
    const png = await this.assets.png(sha256);
    try {
      await this.store.put(name, png);
    } catch (error) {
      // A full disk costs a reading each time, never the picture.
      if (!(error instanceof RasterNotStored)) throw error;
      this.log.warn({ ...error.facts }, error.message);
    }
    return png;
  }
}
