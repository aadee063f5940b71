import { Module } from '@nestjs/common';
import { WorksModule } from '../works/works.module.js';
import { TokensController } from './tokensController.js';

@Module({
  imports: [WorksModule],
  controllers: [TokensController],
})
export class TokensModule {}
