import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ChainProxyModule } from './chain-proxy/chain-proxy.module.js';
import { Dp1Module } from './dp1/dp1.module.js';
import { HealthModule } from './health/health.module.js';
import { LiveModule } from './live/live.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ModerationModule } from './moderation/moderation.module.js';
import { NearestModule } from './nearest/nearest.module.js';
import { OperatorModule } from './operator/operator.module.js';
import { PageRefusalFilter } from './pages/pageRefusalFilter.js';
import { PagesModule } from './pages/pages.module.js';
import { RastersModule } from './rasters/rasters.module.js';
import { RelayerModule } from './relayer/relayer.module.js';
import { ScreensModule } from './screens/screens.module.js';
import { SpotlightModule } from './spotlight/spotlight.module.js';
import { StillsModule } from './stills/stills.module.js';
import { TokensModule } from './tokens/tokens.module.js';
import { WorksModule } from './works/works.module.js';

/** The server's modules. They are built on the opened parts that `PartsModule` provides. */
@Module({
  imports: [
    WorksModule,
    RastersModule,
    RelayerModule,
    StillsModule,
    TokensModule,
    LiveModule,
    Dp1Module,
    ModerationModule,
    SpotlightModule,
    ChainProxyModule,
    HealthModule,
    MetricsModule,
    NearestModule,
    OperatorModule,
    ScreensModule,
    PagesModule,
  ],
  providers: [{ provide: APP_FILTER, useClass: PageRefusalFilter }],
})
export class AppModule {}
