import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { WorksModule } from '../works/works.module.js';
import { OembedController } from './oembedController.js';
import { PagesController } from './pagesController.js';
import { PagesService } from './pagesService.js';

@Module({
  imports: [EngineModule, WorksModule],
  providers: [PagesService],
  controllers: [PagesController, OembedController],
  exports: [PagesService],
})
export class PagesModule {}
