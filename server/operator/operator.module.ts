import { Module } from '@nestjs/common';
import { OperatorController } from './operatorController.js';
import { OperatorGuard } from './operatorGuard.js';
import { OperatorService } from './operatorService.js';

/** Imported by every module with something that is the operator's alone. */
@Module({
  providers: [OperatorService, OperatorGuard],
  controllers: [OperatorController],
  exports: [OperatorService, OperatorGuard],
})
export class OperatorModule {}
