import { Module } from '@nestjs/common';
import { RastersModule } from '../rasters/rasters.module.js';
import { WorksModule } from '../works/works.module.js';
import { StillService } from './stillService.js';
import { StillsController } from './stillsController.js';

@Module({
  imports: [WorksModule, RastersModule],
  providers: [StillService],
  controllers: [StillsController],
  exports: [StillService],
})
export class StillsModule {}
