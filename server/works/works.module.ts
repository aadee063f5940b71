import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { WorksController } from './worksController.js';
import { WorksService } from './worksService.js';

@Module({
  imports: [EngineModule],
  providers: [WorksService],
  controllers: [WorksController],
  exports: [WorksService],
})
export class WorksModule {}
