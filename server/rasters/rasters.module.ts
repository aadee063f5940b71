import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { WorksModule } from '../works/works.module.js';
import { CommissionService } from './commissionService.js';
import { PaintAheadService } from './paintAheadService.js';
import { RasterService } from './rasterService.js';
import { RastersController } from './rastersController.js';

@Module({
  imports: [EngineModule, WorksModule],
  providers: [RasterService, CommissionService, PaintAheadService],
  controllers: [RastersController],
  exports: [RasterService, PaintAheadService],
})
export class RastersModule {}
