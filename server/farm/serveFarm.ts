import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { EngineError } from '../../engine/errors/engineError.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE } from '../../engine/scene/rasterSide.js';
import { recipeOfQuery } from '../../engine/scene/recipeUrl.js';
import type { Log } from '../log/createLog.js';
import { inRequest } from '../log/requestContext.js';
import type { Redis } from './openRedis.js';
import { type PaintJob, PREFIX, queueName, wantedKey } from './paintJobs.js';

export interface FarmServiceOptions {
  threads: Painter;
  /** How many pictures are taken at once: while one is stored, another is painted. */
  concurrency: number;
  redis: Redis;
  /** The one all share. */
  store: RasterStore;
  log: Log;
  /** Hears of each picture that was done with. */
  report: (report: FarmReport) => void;
}

/** What became of a job, and milliseconds that it waited in the queue and took. */
export interface FarmReport {
  outcome: 'painted' | 'stored already' | 'unwanted' | 'failed';
  priority: PaintJob['priority'];
  waited: number;
  took: number;
}

export interface FarmService {
  /** Takes nothing more, and returns once what was taken is stored. */
  close(): Promise<void>;
}

/** Milliseconds after which a job whose painter fell silent goes to another, and between two looks for such. */
const LOCK = 6000;
const STALLED_CHECK = 3000;
/** How many painters may be lost over a picture before it is given up. */
const MAX_STALLED = 2;
/** Seconds that an idle painter waits for a job at a time: less than a connection may be silent. */
const IDLE_WAIT = 5;

/**
 * Paints what edges ask for through Redis. A picture that is there already is not painted again, nor one that nobody wants
 * any more; a painter that is killed costs none, as another takes its job over.
 */
export function serveFarm(options: FarmServiceOptions): FarmService {
  const { threads, concurrency, redis, store, log, report } = options;
  const connection = redis.connect();
  const worker = new Worker<PaintJob>(queueName(threads.model), serve, {
    connection,
    prefix: PREFIX,
    concurrency,
    skipVersionCheck: true,
    lockDuration: LOCK,
    stalledInterval: STALLED_CHECK,
    maxStalledCount: MAX_STALLED,
    drainDelay: IDLE_WAIT,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', (error) => log.debug({ err: error }, 'The queue was not reached.'));

  async function serve(job: Job<PaintJob>): Promise<void> {
    const { request, priority } = job.data;
    await inRequest(request, async () => {
      const begun = performance.now();
      const waited = Math.max(0, (job.processedOn ?? job.timestamp) - job.timestamp);
      const tell = (outcome: FarmReport['outcome']) => {
        const took = performance.now() - begun;
        report({ outcome, priority, waited, took });
        log.debug({ raster: job.id, priority, waited, took }, `A raster is ${outcome}.`);
      };
      try {
        tell(await paint(job.data));
      } catch (error) {
        tell('failed');
        log.warn({ raster: job.id, err: error }, 'A raster was not painted.');
        throw error instanceof EngineError && !error.retryable ? new UnrecoverableError(error.message) : error;
      }
    });
  }

  async function paint({ recipe: text, side = FIRST_SIDE, priority }: PaintJob): Promise<FarmReport['outcome']> {
    const recipe = recipeOfQuery(text);
    const name = rasterName(recipe, side);
    const [isWanted, isStored] = await Promise.all([redis.client.exists(wantedKey(name)), store.has(name)]);
    if (isWanted === 0) return 'unwanted';
    if (isStored) return 'stored already';
    await store.put(name, await encodeRaster(await threads.paint(recipe, priority, undefined, side)));
    return 'painted';
  }

  return {
    async close() {
      await worker.close();
      connection.destroy();
    },
  };
}
