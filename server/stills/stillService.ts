import { Inject, Injectable } from '@nestjs/common';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { STILL_COMPOSER } from '../parts.js';
import { RasterService } from '../rasters/rasterService.js';
import { composerBusy } from '../refusal/refusals.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import type { StillComposer } from './openStillComposer.js';

/** Stills kept in memory: a few sizes of the states that are asked for now. About 100 KB each. */
const KEPT = 32;
/** Stills that may be in the making: the widest take a quarter of a second each, and wait with a megabyte of rasters. */
const MAX_UNDER_WAY = 32;
/** Seconds in which room for another is made. */
const BUSY_RETRY = 2;

/** The server's own composites, each made once per state and width. */
@Injectable()
export class StillService {
  /** By state hash and width, the least recently asked first. */
  private readonly kept = new Map<string, Promise<Uint8Array>>();
  private underWay = 0;

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(STILL_COMPOSER) private readonly composer: StillComposer,
  ) {}

  /**
   * The work as WebP.
   * @param width  pixels
   * @throws Refused 422 for a work of another model, 503 when too many stills are in the making; PainterBusy
   */
  still(live: LiveWork, snapshot: Snapshot, width: number): Promise<Uint8Array> {
    const key = `${snapshot.stateHash}-${width}`;
    const still = this.kept.get(key) ?? this.begin(this.works.scene(live, snapshot), width);
    this.kept.delete(key);
    this.kept.set(key, still);
    still.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest) this.kept.delete(oldest);
    return still;
  }

  private begin(scene: Scene, width: number): Promise<Uint8Array> {
    if (this.underWay >= MAX_UNDER_WAY) throw composerBusy(BUSY_RETRY);
    this.underWay += 1;
    return this.compose(scene, width).finally(() => {
      this.underWay -= 1;
    });
  }

  private async compose(scene: Scene, width: number): Promise<Uint8Array> {
    const visible = scene.layers.filter((layer) => layer.visible);
    const rasters = await Promise.all(visible.map((layer) => this.raster(layer)));
    return this.composer.compose(scene, new Map(rasters), width);
  }

  private async raster({ token, recipe }: SceneLayer): Promise<[number, Uint8Array]> {
    return [token, await this.rasters.png(recipe, 'live')];
  }
}
