import { Module } from '@nestjs/common';
import { ModerationModule } from '../moderation/moderation.module.js';
import { WorksModule } from '../works/works.module.js';
import { SpotlightController } from './spotlightController.js';
import { SpotlightService } from './spotlightService.js';

@Module({
  imports: [ModerationModule, WorksModule],
  providers: [SpotlightService],
  controllers: [SpotlightController],
  exports: [SpotlightService],
})
export class SpotlightModule {}
