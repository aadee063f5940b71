import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { RastersModule } from '../rasters/rasters.module.js';
import { HealthController } from './healthController.js';

@Module({
  imports: [EngineModule, RastersModule],
  controllers: [HealthController],
})
export class HealthModule {}
