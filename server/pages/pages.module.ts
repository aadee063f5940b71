import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { PagesController } from './pagesController.js';

@Module({
  imports: [EngineModule],
  controllers: [PagesController],
})
export class PagesModule {}
