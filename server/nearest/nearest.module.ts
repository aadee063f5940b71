import { Module } from '@nestjs/common';
import { RastersModule } from '../rasters/rasters.module.js';
import { WorksModule } from '../works/works.module.js';
import { NearestController } from './nearestController.js';
import { NearestService } from './nearestService.js';

@Module({
  imports: [WorksModule, RastersModule],
  providers: [NearestService],
  controllers: [NearestController],
})
export class NearestModule {}
