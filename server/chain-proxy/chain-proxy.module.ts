import { Module } from '@nestjs/common';
import { ChainProxyController } from './chainProxyController.js';
import { ChainProxyService } from './chainProxyService.js';

@Module({
  providers: [ChainProxyService],
  controllers: [ChainProxyController],
})
export class ChainProxyModule {}
