import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { WorksModule } from '../works/works.module.js';
import { LiveGateway } from './liveGateway.js';
import { ScreensController } from './screensController.js';

@Module({
  imports: [EngineModule, WorksModule],
  providers: [LiveGateway],
  controllers: [ScreensController],
})
export class LiveModule {}
