import { Controller, Get, Header, Inject } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Subject } from 'rxjs';
import type { ModelInfo } from '../../engine/latent/modelInfo.js';
import { measureFarm } from '../metrics/measureFarm.js';
import { FARM_REPORTS, MODEL, REDIS } from '../parts.js';
import { notReady } from '../refusal/refusals.js';
import type { Redis } from './openRedis.js';
import type { FarmReport } from './serveFarm.js';

/** How a painter is doing. */
@Controller()
export class PainterController {
  private readonly registry = new Registry();

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(MODEL) private readonly model: ModelInfo,
    @Inject(FARM_REPORTS) reports: Subject<FarmReport>,
  ) {
    collectDefaultMetrics({ register: this.registry });
    measureFarm(this.registry, redis, model, reports);
  }

  /** Also while Redis is away: a supervisor must not restart what only waits. */
  @Get('health')
  @Header('cache-control', 'no-store')
  health(): { role: 'painter'; model: string; redis: boolean } {
    return { role: 'painter', model: this.model.sha256, redis: this.redis.isUsable() };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  ready(): { ready: true } {
    if (!this.redis.isUsable()) throw notReady('waiting for Redis');
    return { ready: true };
  }

  @Get('metrics')
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
