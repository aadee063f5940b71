import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Observable } from 'rxjs';
import type { ModelInfo } from '../../engine/latent/modelInfo.js';
import type { Redis } from '../farm/openRedis.js';
import { PREFIX, queueName } from '../farm/paintJobs.js';
import type { FarmReport } from '../farm/serveFarm.js';

/** What the queue in Redis holds, each by the kind of key BullMQ keeps it in. */
const STATES = { waiting: 'LLEN', prioritized: 'ZCARD', active: 'LLEN', delayed: 'ZCARD' } as const;
const KEYS = { waiting: 'wait', prioritized: 'prioritized', active: 'active', delayed: 'delayed' } as const;

/** What the farm does, seen from here: the queue all share, and what this process took from it. */
export function measureFarm(
  registry: Registry,
  redis: Redis,
  model: Pick<ModelInfo, 'sha256'>,
  reports: Observable<FarmReport>,
): void {
  const registers = [registry];
  const rasters = new Counter({
    name: 'pentimento_farm_rasters_total',
    help: 'Jobs that this process took from the farm, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const waited = new Histogram({
    name: 'pentimento_farm_wait_seconds',
    help: 'From a picture’s being wanted to its being taken by a painter.',
    labelNames: ['priority'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60],
    registers,
  });
  const took = new Histogram({
    name: 'pentimento_farm_paint_seconds',
    help: 'From a painter’s taking a picture to its being stored.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  reports.subscribe((report) => {
    rasters.inc({ outcome: report.outcome });
    waited.observe({ priority: report.priority }, report.waited / 1000);
    if (report.outcome === 'painted') took.observe(report.took / 1000);
  });
  new Gauge({
    name: 'pentimento_redis_usable',
    help: '1 while Redis can be reached and keeps what it is given.',
    registers,
    collect() {
      this.set(Number(redis.isUsable()));
    },
  });
  new Gauge({
    name: 'pentimento_farm_jobs',
    help: 'Jobs of this model in the queue that all share.',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const state of Object.keys(STATES) as (keyof typeof STATES)[]) {
        const key = `${PREFIX}:${queueName(model)}:${KEYS[state]}`;
        const asked = redis.isUsable() ? redis.client.sendCommand<number>([STATES[state], key]) : null;
        // A wrong figure is worse than none.
        const count = await asked?.catch(() => null);
        if (count === undefined || count === null) this.remove({ state });
        else this.set({ state }, Number(count));
      }
    },
  });
}
