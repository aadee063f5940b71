import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { WorksModule } from '../works/works.module.js';
import { CurationController } from './curationController.js';
import { ModerationService } from './moderationService.js';

@Module({
  imports: [EngineModule, WorksModule],
  providers: [ModerationService],
  controllers: [CurationController],
  exports: [ModerationService],
})
export class ModerationModule {}
