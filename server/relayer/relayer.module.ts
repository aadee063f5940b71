import { Module } from '@nestjs/common';
import type { Config } from '../config/config.js';
import type { Log } from '../log/createLog.js';
import { CONFIG, LOG, RELAYER, WORLD } from '../parts.js';
import { WorksModule } from '../works/works.module.js';
import type { World } from '../world/world.js';
import { openRelayer } from './openRelayer.js';
import { RelayerController } from './relayerController.js';

@Module({
  imports: [WorksModule],
  providers: [
    {
      provide: RELAYER,
      inject: [CONFIG, WORLD, LOG],
      useFactory: (config: Config, world: World, log: Log) => openRelayer(config, world, log),
    },
  ],
  controllers: [RelayerController],
})
export class RelayerModule {}
