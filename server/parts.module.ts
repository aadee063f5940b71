import { type DynamicModule, Module } from '@nestjs/common';
import type { Parts } from './openParts.js';
import {
  ASSETS,
  CONFIG,
  DESK,
  FARM_REPORTS,
  FOLLOW,
  LOG,
  OPERATOR_TOKEN,
  PAINTER,
  RASTER_STORE,
  REDIS,
  STATE,
  STILL_COMPOSER,
  WORLD,
} from './parts.js';

/** Makes the opened parts injectable everywhere, each by its token. */
@Module({})
// biome-ignore lint/complexity/noStaticOnlyClass: Nest's way of a module with arguments.
export class PartsModule {
  static of(parts: Parts): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: parts.config },
      { provide: LOG, useValue: parts.log },
      { provide: WORLD, useValue: parts.world },
      { provide: STATE, useValue: parts.state },
      { provide: FOLLOW, useValue: parts.follow },
      { provide: PAINTER, useValue: parts.painter },
      { provide: ASSETS, useValue: parts.assets },
      { provide: RASTER_STORE, useValue: parts.rasterStore },
      { provide: DESK, useValue: parts.desk },
      { provide: OPERATOR_TOKEN, useValue: parts.operator.token },
      { provide: STILL_COMPOSER, useValue: parts.stillComposer },
      { provide: REDIS, useValue: parts.redis },
      { provide: FARM_REPORTS, useValue: parts.farmReports },
    ];
    return { module: PartsModule, global: true, providers, exports: providers };
  }
}
