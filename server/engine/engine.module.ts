import { Module } from '@nestjs/common';
import { EngineService } from './engineService.js';

/** Follows the chain and keeps the state. */
@Module({
  providers: [EngineService],
  exports: [EngineService],
})
export class EngineModule {}
