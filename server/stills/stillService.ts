import { Inject, Injectable } from '@nestjs/common';
import type { StillFormat } from '../../engine/composite/encodeStill.js';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { rasterSide } from '../../engine/scene/rasterSide.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { sceneHash } from '../../engine/scene/sceneHash.js';
import { stillHeight } from '../../engine/scene/stillHeight.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import { PAINTER, STILL_COMPOSER } from '../parts.js';
import { RasterService } from '../rasters/rasterService.js';
import { composerBusy } from '../refusal/refusals.js';
import type { NamedRaster } from './composerPort.js';
import type { StillComposer } from './openStillComposer.js';

/** A still: which scene, how large, as what. */
export interface StillOf {
  scene: Scene;
  /** Pixels. */
  width: number;
  format: StillFormat;
}

/** Bytes of stills kept in memory. One of 800 pixels takes about 100 KB. */
const KEPT_BYTES = 32 << 20;
/** Stills that may be in the making: the widest take a second each, and wait with a megabyte of rasters. */
const MAX_UNDER_WAY = 32;
/** Seconds in which room for another is made. */
const BUSY_RETRY = 2;

/** The server's own composites, each made once per scene, width and format. */
@Injectable()
export class StillService {
  /** By name, the least recently asked first. */
  private readonly kept = new Map<string, Uint8Array>();
  private keptBytes = 0;
  private readonly underWay = new Map<string, Promise<Uint8Array>>();

  constructor(
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(STILL_COMPOSER) private readonly composer: StillComposer,
    @Inject(PAINTER) private readonly painter: RasterPainter,
  ) {}

  /** What names the still's bytes. */
  name({ scene, width, format }: StillOf): string {
    return `${sceneHash(scene)}-${width}.${format}`;
  }

  /** Whether it costs nothing to ask for. */
  isHeld(of: StillOf): boolean {
    const name = this.name(of);
    return this.kept.has(name) || this.underWay.has(name);
  }

  /**
   * The still as a file.
   * @param priority of rasters that are yet to be painted
   * @throws Refused 503 when too many stills are in the making; PainterBusy, RecipeUnpaintable, PaintingFailed
   */
  still(of: StillOf, priority: Priority): Promise<Uint8Array> {
    const name = this.name(of);
    const held = this.kept.get(name);
    if (held) {
      this.keep(name, held);
      return Promise.resolve(held);
    }
    return this.underWay.get(name) ?? this.begin(name, of, priority);
  }

  private begin(name: string, of: StillOf, priority: Priority): Promise<Uint8Array> {
    if (this.underWay.size >= MAX_UNDER_WAY) throw composerBusy(BUSY_RETRY);
    const begun = this.compose(of, priority).finally(() => this.underWay.delete(name));
    this.underWay.set(name, begun);
    begun.then(
      (still) => this.keep(name, still),
      () => {},
    );
    return begun;
  }

  private keep(name: string, still: Uint8Array) {
    if (!this.kept.delete(name)) this.keptBytes += still.length;
    this.kept.set(name, still);
    for (const [oldest, { length }] of this.kept) {
      if (this.keptBytes <= KEPT_BYTES) return;
      this.kept.delete(oldest);
      this.keptBytes -= length;
    }
  }

  private async compose({ scene, width, format }: StillOf, priority: Priority): Promise<Uint8Array> {
    const layers = scene.layers.filter(({ visible, opacity }) => visible && opacity > 0);
    const picture = { width, height: stillHeight(scene, width) };
    const raster = async (layer: SceneLayer): Promise<[number, NamedRaster]> => {
      const side = rasterSide(layer, scene, picture, this.painter.model);
      const png = await this.rasters.png(layer.recipe, priority, undefined, side);
      return [layer.token, { name: rasterName(layer.recipe, side), png }];
    };
    return this.composer.compose(scene, new Map(await Promise.all(layers.map(raster))), width, format);
  }
}
