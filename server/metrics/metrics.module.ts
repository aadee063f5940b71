import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { LiveModule } from '../live/live.module.js';
import { RastersModule } from '../rasters/rasters.module.js';
import { MetricsController } from './metricsController.js';
import { MetricsService } from './metricsService.js';

@Module({
  imports: [EngineModule, RastersModule, LiveModule],
  controllers: [MetricsController],
  providers: [MetricsService],
})
export class MetricsModule {}
