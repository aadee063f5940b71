import { Module } from '@nestjs/common';
import { RastersModule } from '../rasters/rasters.module.js';
import { StillsModule } from '../stills/stills.module.js';
import { WorksModule } from '../works/works.module.js';
import { ImagesController } from './imagesController.js';
import { TokensController } from './tokensController.js';

@Module({
  imports: [WorksModule, RastersModule, StillsModule],
  controllers: [TokensController, ImagesController],
})
export class TokensModule {}
