import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module.js';
import { OperatorModule } from '../operator/operator.module.js';
import { OPERATOR_TOKEN } from '../parts.js';
import { WorksModule } from '../works/works.module.js';
import { CHALLENGES } from './challenges.js';
import { DeviceGateway } from './deviceGateway.js';
import { createChallenges } from './deviceProof.js';
import { GalleryController } from './galleryController.js';
import { GalleryService } from './galleryService.js';
import { OperatorGateway } from './operatorGateway.js';
import { PairingController } from './pairingController.js';
import { PairingService } from './pairingService.js';
import { PlaysController } from './playsController.js';
import { ScreenViews } from './screenViews.js';

/** The paired screens: pairing, what each is told, how it is doing, what it played. */
@Module({
  imports: [EngineModule, OperatorModule, WorksModule],
  providers: [
    // The one secret that all servers of a gallery share.
    {
      provide: CHALLENGES,
      inject: [OPERATOR_TOKEN],
      useFactory: (secret: string) => createChallenges(secret, Date.now),
    },
    PairingService,
    GalleryService,
    DeviceGateway,
    ScreenViews,
    OperatorGateway,
  ],
  controllers: [PairingController, GalleryController, PlaysController],
})
export class ScreensModule {}
