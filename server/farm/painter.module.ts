import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Subject } from 'rxjs';
import type { ModelInfo } from '../../engine/latent/modelInfo.js';
import type { Log } from '../log/createLog.js';
import { FARM_REPORTS, LOG, MODEL, REDIS } from '../parts.js';
import { RefusalFilter } from '../refusal/refusalFilter.js';
import type { Redis } from './openRedis.js';
import { PainterController } from './painterController.js';
import type { FarmReport } from './serveFarm.js';

/** The little that a painter serves over HTTP. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's way of a module with arguments.
export class PainterModule {
  static of(parts: { redis: Redis; model: ModelInfo; reports: Subject<FarmReport>; log: Log }): DynamicModule {
    return {
      module: PainterModule,
      controllers: [PainterController],
      providers: [
        { provide: LOG, useValue: parts.log },
        { provide: REDIS, useValue: parts.redis },
        { provide: MODEL, useValue: parts.model },
        { provide: FARM_REPORTS, useValue: parts.reports },
        { provide: APP_FILTER, useClass: RefusalFilter },
      ],
    };
  }
}
