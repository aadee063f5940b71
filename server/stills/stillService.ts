import { Inject, Injectable } from '@nestjs/common';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { STILL_COMPOSER } from '../parts.js';
import { RasterService } from '../rasters/rasterService.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import type { StillComposer } from './openStillComposer.js';

/** Stills kept in memory: a few sizes of the states that are asked for now. About 100 KB each. */
const KEPT = 32;

/** The server's own composites, each made once per state and width. */
@Injectable()
export class StillService {
  /** By state hash and width, the least recently asked first. */
  private readonly kept = new Map<string, Promise<Uint8Array>>();

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(STILL_COMPOSER) private readonly composer: StillComposer,
  ) {}

  /**
   * The work as WebP.
   * @param width  pixels
   * @throws Refused 422 for a work of another model; PainterBusy
   */
  still(live: LiveWork, snapshot: Snapshot, width: number): Promise<Uint8Array> {
    const key = `${snapshot.stateHash}-${width}`;
    const still = this.kept.get(key) ?? this.compose(this.works.scene(live, snapshot), width);
    this.kept.delete(key);
    this.kept.set(key, still);
    still.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest) this.kept.delete(oldest);
    return still;
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
