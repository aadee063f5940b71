import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { OperatorModule } from '../operator/operator.module.js';
import { SpotlightModule } from '../spotlight/spotlight.module.js';
import { WorksModule } from '../works/works.module.js';
import { DeskController } from './deskController.js';
import { LiveGateway } from './liveGateway.js';
import { ScreensController } from './screensController.js';

@Module({
  imports: [EngineModule, ModerationModule, OperatorModule, SpotlightModule, WorksModule],
  providers: [LiveGateway],
  exports: [LiveGateway],
  controllers: [ScreensController, DeskController],
})
export class LiveModule {}
