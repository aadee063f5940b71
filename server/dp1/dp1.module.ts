import { Module } from '@nestjs/common';
import { WorksModule } from '../works/works.module.js';
import { PlaylistController } from './playlistController.js';
import { PlaylistService } from './playlistService.js';

@Module({
  imports: [WorksModule],
  providers: [PlaylistService],
  controllers: [PlaylistController],
})
export class Dp1Module {}
