import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { OperatorModule } from '../operator/operator.module.js';
import { WorksModule } from '../works/works.module.js';
import { MessagesController } from './messagesController.js';
import { ModerationController } from './moderationController.js';
import { ModerationService } from './moderationService.js';

@Module({
  imports: [EngineModule, OperatorModule, WorksModule],
  providers: [ModerationService],
  controllers: [MessagesController, ModerationController],
  exports: [ModerationService],
})
export class ModerationModule {}
