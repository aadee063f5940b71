import { Worker } from 'node:worker_threads';
import { Inject, Injectable } from '@nestjs/common';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { EncoderLost } from '../../engine/errors/painterErrors.js';
import { loadModel, type Model } from '../../engine/latent/loadModel.js';
import { nearestPlace } from '../../engine/latent/nearestPlace.js';
import { type Encoder, openEncoder } from '../../engine/latent/openEncoder.js';
import type { NearestStyle } from '../../engine/protocol/nearestStyle.js';
import type { LayerManifest } from '../../engine/scene/manifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { LatentRecipe } from '../../engine/scene/recipe.js';
import type { Config } from '../config/config.js';
import type { Log } from '../log/createLog.js';
import { CONFIG, LOG } from '../parts.js';
import { RasterService } from '../rasters/rasterService.js';
import { encoderSilent, noEncoder, otherKind, unusablePicture } from '../refusal/refusals.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import type { PictureAnswer, PictureOrder } from './picturePort.js';

/** Milliseconds for a picture to be read, the largest there may be, and for the encoder's answer. */
const PATIENCE = { reading: 10_000, looking: 15_000 };
/** Variants that are looked at: each is a run of the mapping network. */
const MAX_VARIANTS = 64;

/** A model that has an encoder, and the thread that runs it. */
interface Eye {
  model: Model;
  encoder: Encoder;
}

/** Finds where a layer comes nearest to a picture. Everything of it is opened by the first picture that is dropped. */
@Injectable()
export class NearestService {
  private eye: Promise<Eye | null> | undefined;
  /** Pictures are read one after another: each takes a thread and its memory. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * @param bytes a PNG, JPEG or WebP file
   * @throws Refused 422 when the layer is not painted by a model with an encoder, the picture cannot be used, or it is
   *   nothing like what the layer paints; 503 when the encoder does not answer
   */
  async find(live: LiveWork, index: number, bytes: Uint8Array): Promise<NearestStyle> {
    const layer = live.manifest.layers[index - 1];
    const recipe = this.works.scene(live, this.works.snapshot(live)).layers[index - 1]?.recipe;
    const isPlaced = layer?.levers.some(({ bind }) => bind === 'latent.position');
    const eye = await this.open();
    if (!eye || !layer || recipe?.kind !== 'latent' || !isPlaced) throw noEncoder(live.record.work, index);
    const turn = this.last.then(() => readPicture({ bytes, edge: eye.model.file.resolution }));
    this.last = turn.catch(() => {});
    const picture = await turn;
    try {
      return await this.look(eye, layer, recipe, picture);
    } catch (error) {
      if (!(error instanceof EncoderLost)) throw error;
      this.log.error({ ...error.facts }, error.message);
      // The next picture opens another.
      this.eye = undefined;
      throw encoderSilent();
    }
  }

  private async look(
    { model, encoder }: Eye,
    layer: LayerManifest,
    recipe: LatentRecipe,
    picture: Raster,
  ): Promise<NearestStyle> {
    const { class: className, seed, truncation } = recipe;
    const first = await encoder.look(picture);
    const isOwnClass = first.className === className;
    // Of what is no such thing, the colours are seen in the layer's own outline.
    const seen = isOwnClass ? first : await encoder.look(await this.outlined(recipe, picture));
    if (seen.className !== className) throw otherKind(first.className, className);
    const ws = await encoder.map(className, seed, Math.min(layer.variants, MAX_VARIANTS));
    const aim = { className, position: seen.position, ws, truncation: truncation / 1000 };
    return { ...nearestPlace(model, layer, aim), seen: first.className, isOwnClass };
  }

  private async outlined(recipe: LatentRecipe, picture: Raster): Promise<Raster> {
    const png = await this.rasters.png(recipe, 'preview');
    // Loaded only where it is used: Skia takes a tenth of a second to load, which a server that starts has better use for.
    const { reduceRaster } = await import('../../engine/composite/reduceRaster.js');
    const own = reduceRaster(await decodeRaster(png), picture.width);
    const rgba = Uint8ClampedArray.from(picture.rgba);
    for (let i = 3; i < rgba.length; i += 4) {
      rgba[i] = Math.round(((rgba[i] as number) * (own.rgba[i] as number)) / 255);
    }
    return { ...picture, rgba };
  }

  private open(): Promise<Eye | null> {
    this.eye ??= loadModel(this.config.modelFolder).then((model) => {
      if (!model.file.encoder || !model.file.axes) return null;
      const script = new URL('../../engine/latent/encodeWorker.js', import.meta.url);
      return { model, encoder: openEncoder({ model, script, patience: PATIENCE.looking }) };
    });
    return this.eye;
  }
}

/** On a thread that ends with it: no file can take more than that thread, nor longer than it is given. */
function readPicture(order: PictureOrder): Promise<Raster> {
  const worker = new Worker(new URL('./pictureWorker.js', import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const read = new Promise<Raster>((resolve, reject) => {
    const refuse = (problem: string) => reject(unusablePicture(problem));
    const timer = setTimeout(() => refuse('it takes too long to read'), PATIENCE.reading);
    worker.on('message', (answer: PictureAnswer) =>
      'picture' in answer ? resolve(answer.picture) : refuse(answer.refused),
    );
    worker.on('error', () => refuse('it takes too much to read'));
    worker.on('exit', () => {
      clearTimeout(timer);
      refuse('it cannot be read');
    });
  });
  return read.finally(() => worker.terminate());
}
