import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Subject, Subscription } from 'rxjs';
import type { FollowNotice } from '../../engine/chain/followChain.js';
import type { BlockRef } from '../../engine/protocol/primitives.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { type AppliedEvent, EngineService } from '../engine/engineService.js';
import type { Redis } from '../farm/openRedis.js';
import type { FarmReport } from '../farm/serveFarm.js';
import { LiveGateway } from '../live/liveGateway.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import { DESK, FARM_REPORTS, PAINTER, REDIS } from '../parts.js';
import { RasterService } from '../rasters/rasterService.js';
import { measureFarm } from './measureFarm.js';

/** Milliseconds after which a wall that is silent is no longer counted. */
const SILENCE = 120_000;

/** What an operator watches, in the words of Prometheus. Node's own figures, the event loop's lag too, are among them. */
@Injectable()
export class MetricsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly registry = new Registry();
  private readonly subscriptions: Subscription[] = [];
  /** The newest block a node told, and since when it is the newest (milliseconds of a clock that never goes back). */
  private tip: { head: BlockRef; since: number } | null = null;

  private readonly reorgDepth = new Histogram({
    name: 'pentimento_reorg_depth_blocks',
    help: 'How many blocks each reorg took back.',
    buckets: [1, 2, 3, 6, 12, 32, 64],
    registers: [this.registry],
  });
  private readonly commit = new Histogram({
    name: 'pentimento_store_commit_seconds',
    help: 'From an event of the chain to its being folded and on the disk.',
    labelNames: ['event'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [this.registry],
  });
  private readonly inconsistency = new Counter({
    name: 'pentimento_rpc_inconsistency_total',
    help: 'Answers of a node that failed or were not believed.',
    labelNames: ['kind', 'endpoint'],
    registers: [this.registry],
  });
  private readonly budget = new Gauge({
    name: 'pentimento_rpc_budget_rps',
    help: 'Calls a second that a node is asked at most, as of its last failure.',
    labelNames: ['endpoint'],
    registers: [this.registry],
  });
  private readonly revisionLag = new Gauge({
    name: 'pentimento_display_revision_lag',
    help: 'By how much of the clock a wall is behind the state; 0 when it shows it.',
    labelNames: ['screen', 'work'],
    registers: [this.registry],
    collect: () => this.collectRevisionLag(),
  });

  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(RasterService) rasters: RasterService,
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(LiveGateway) gateway: LiveGateway,
    @Inject(PAINTER) painter: RasterPainter,
    @Inject(REDIS) redis: Redis | null,
    @Inject(FARM_REPORTS) farmReports: Subject<FarmReport>,
  ) {
    collectDefaultMetrics({ register: this.registry });
    if (redis) measureFarm(this.registry, redis, painter.model, farmReports);
    this.gauge('screens', 'Sockets connected to this process.', () => gateway.connected());
    this.gauge('sync_lag_blocks', 'Blocks between the head of the node and the state.', () =>
      this.tip ? Math.max(0, this.tip.head.number - this.headNumber()) : 0,
    );
    this.gauge('sync_lag_seconds', 'Seconds of the chain between the head of the node and the state.', () =>
      this.tip ? Math.max(0, this.tip.head.time - (engine.head()?.time ?? 0)) : 0,
    );
    this.gauge('tip_advance_age_seconds', 'Seconds since the node told a new head.', () =>
      this.tip ? (performance.now() - this.tip.since) / 1000 : 0,
    );
    this.gauge('finality_violated', '1 once the chain took back what it called settled, until a restart.', () =>
      Number(engine.finalityViolated()),
    );
    this.gauge('live', '1 while everything up to the node’s head has been read.', () => Number(engine.isLive()));
    this.gauge('trouble', '1 while the chain cannot be read or kept.', () => Number(engine.trouble() !== null));
    this.gauge(
      'outbox_age_max_seconds',
      'For how long the oldest change has been kept without being told.',
      () => engine.untoldFor() / 1000,
    );
    this.gauge(
      'render_queue_age_seconds',
      'For how long the oldest raster has been waited for.',
      () => rasters.waitedFor() / 1000,
    );
    this.gauge('overloaded', '1 while walls wait for rasters so long that larger ones are put off.', () =>
      Number(rasters.isOverloaded()),
    );
  }

  onApplicationBootstrap(): void {
    this.subscriptions.push(
      this.engine.applied.subscribe((applied) => this.count(applied)),
      this.engine.notices.subscribe((notice) => this.hear(notice)),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  /** The figures of this moment, as text. */
  read(): Promise<string> {
    return this.registry.metrics();
  }

  private count({ event, took, depth }: AppliedEvent): void {
    this.commit.observe({ event: event.type }, took / 1000);
    if (event.type === 'reorg') this.reorgDepth.observe(depth);
  }

  private hear(notice: FollowNotice): void {
    if (notice.type === 'looked') {
      if (notice.head.hash !== this.tip?.head.hash) this.tip = { head: notice.head, since: performance.now() };
    } else if (notice.type === 'doubted') {
      const { host, error, callsPerSecond } = notice;
      this.inconsistency.inc({ kind: String(error.facts.kind ?? error.name), endpoint: host });
      this.budget.set({ endpoint: host }, callsPerSecond);
    }
  }

  private headNumber(): number {
    return this.engine.head()?.number ?? 0;
  }

  private async collectRevisionLag(): Promise<void> {
    const statuses = await this.desk.statuses.all();
    this.revisionLag.reset();
    for (const { client, work, seq, stateHash, seen } of statuses) {
      const now = this.engine.snapshot(work);
      if (!now || Date.now() - seen > SILENCE) continue;
      const lag = now.stateHash === stateHash ? 0 : Math.max(1, now.seq - seq);
      this.revisionLag.set({ screen: client, work }, lag);
    }
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `pentimento_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
