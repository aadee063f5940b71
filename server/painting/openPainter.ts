import type { Painter } from '../../engine/latent/createPainter.js';
import { loadModel } from '../../engine/latent/loadModel.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import type { Config } from '../config/config.js';
import type { Redis } from '../farm/openRedis.js';
import type { FarmReport } from '../farm/serveFarm.js';
import type { Log } from '../log/createLog.js';
import { createThreadPainter } from './createThreadPainter.js';
import { MAX_QUEUED } from './openThreads.js';
import type { RasterPainter } from './rasterPainter.js';

export interface PainterParts {
  config: Config;
  redis: Redis | null;
  /** Null where nothing is painted. */
  threads: Painter | null;
  rasterStore: RasterStore;
  /** What all processes share of it; null where there is no other. */
  shared: RasterStore | null;
  log: Log;
  /** Hears what becomes of the jobs that this process takes from the farm. */
  report: (report: FarmReport) => void;
}

/**
 * The painter that the settings name: threads of this process, or the farm, for which a process of role `all` paints too
 * and which its own threads stand in for.
 * @throws ModelMissing, ModelAltered, ModelMalformed
 */
export async function openPainter({
  config,
  redis,
  threads,
  rasterStore: store,
  shared,
  log,
  report,
}: PainterParts): Promise<RasterPainter> {
  const { modelFolder, painters, role } = config;
  const own = threads && createThreadPainter({ threads, store, log });
  if (!redis || !shared) {
    if (!own) throw new RangeError('a process without a farm needs threads that paint');
    return own;
  }
  // Loaded only where it is used: the queue takes a quarter of a second to load.
  const [{ openFarmPainter }, { serveFarm }] = await Promise.all([
    import('../farm/openFarmPainter.js'),
    import('../farm/serveFarm.js'),
  ]);
  const model = await loadModel(modelFolder);
  const farm = openFarmPainter({
    model,
    redis,
    store,
    fallback: own,
    maxQueued: MAX_QUEUED,
    log,
    now: () => performance.now(),
  });
  if (role !== 'all' || !threads) return farm;
  const service = serveFarm({ threads, concurrency: painters + 1, redis, store: shared, log, report });
  return {
    ...farm,
    async close() {
      await service.close();
      await farm.close();
    },
  };
}
