import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Subject } from 'rxjs';
import { followChain } from '../engine/chain/followChain.js';
import { createRpcClient } from '../engine/chain/rpcClient.js';
import { wakeOnHeads } from '../engine/chain/wakeOnHeads.js';
import { ChainUnreachable } from '../engine/errors/chainErrors.js';
import { openRasterStore } from '../engine/latent/openRasterStore.js';
import type { RasterStore } from '../engine/latent/rasterStore.js';
import { createState, type State } from '../engine/state/createState.js';
import type { DeskStore } from '../engine/state/deskStore.js';
import { openChainStore } from '../engine/state/openChainStore.js';
import { openDeskStore } from '../engine/state/openDeskStore.js';
import { type Assets, openAssets } from './assets/openAssets.js';
import type { Config } from './config/config.js';
import { openRemoteDesk } from './desk/openRemoteDesk.js';
import type { Follow } from './engine/engineService.js';
import { keepNear } from './farm/keepNear.js';
import type { Redis } from './farm/openRedis.js';
import { openSharedRasters } from './farm/openSharedRasters.js';
import type { FarmReport } from './farm/serveFarm.js';
import type { Log } from './log/createLog.js';
import { type OperatorToken, openOperatorToken } from './operator/operatorToken.js';
import { openPainter } from './painting/openPainter.js';
import { openThreads } from './painting/openThreads.js';
import type { RasterPainter } from './painting/rasterPainter.js';
import { openStillComposer, type StillComposer } from './stills/openStillComposer.js';
import { givenWorld } from './world/openGivenWorld.js';
import { openWorld } from './world/openWorld.js';
import type { World } from './world/world.js';

/** What the server is built from, opened. */
export interface Parts {
  config: Config;
  log: Log;
  world: World;
  state: State;
  desk: DeskStore;
  operator: OperatorToken;
  follow: Follow;
  painter: RasterPainter;
  assets: Assets;
  rasterStore: RasterStore;
  stillComposer: StillComposer;
  /** Null where this process stands alone. */
  redis: Redis | null;
  /** What became of the jobs that this process took from the farm. */
  farmReports: Subject<FarmReport>;
  /** Closes everything, the last opened first. */
  close(): Promise<void>;
}

/** Milliseconds: the largest picture there may be takes a second or two. */
const ASSET_PATIENCE = 20_000;
/** Milliseconds between two looks at the head of the chain. */
const POLL_INTERVAL = 1000;
/** The local chain costs nothing to ask and mines at once. */
const LOCAL_POLL_INTERVAL = 150;
/** Milliseconds between two backups of what the gallery decided. */
const BACKUP_INTERVAL = 3_600_000;
/** Bytes of rasters kept on disk: some 20,000 of them. */
const RASTERS_KEPT = 2 * 1024 ** 3;

/**
 * Opens the parts one after another. When one cannot be opened, those before it are closed again.
 * @throws what the part that cannot be opened throws
 */
export async function openParts(config: Config, log: Log): Promise<Parts> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const redis = config.redisUrl ? await connectRedis(config.redisUrl, log) : null;
    closing.push(() => redis?.close());
    const threads = config.painters > 0 ? await openThreads(config.modelFolder, config.painters) : null;
    closing.push(() => threads?.close());
    const assets = openAssets({
      folder: config.assetFolder,
      script: new URL('./assets/assetWorker.js', import.meta.url),
      patience: ASSET_PATIENCE,
    });
    const stillComposer = openStillComposer({ script: new URL('./stills/stillWorker.js', import.meta.url) });
    closing.push(() => stillComposer.close());
    const file = join(config.dataFolder, 'chain.db');
    const { world, unreachable } = await openWorldOr(config, log, file);
    closing.push(() => world.close());
    const { chainId, layerToken, featuredMessages, layerSale, reserveAuction } = world;
    log.info(
      { layerToken, featuredMessages },
      world.local ? `The demo world's own chain runs, kept in ${config.dataFolder}.` : `Following chain ${chainId}.`,
    );

    const now = () => new Date();
    const desk = openDesk(config, log);
    closing.push(() => desk.close());
    if (config.desk.owner === 'this') closing.push(keepBackup(desk, log));
    const operator = openOperatorToken(config.operatorToken, config.dataFolder);
    const store = openChainStore({
      file,
      chain: { chainId, layerToken, featuredMessages, layerSale, reserveAuction },
      now,
      onDamaged: (movedTo, problem) =>
        log.warn({ movedTo, problem }, `chain.db could not be used: ${problem}. It is made anew from the chain.`),
    });
    closing.push(() => store.close());
    const state = createState({ store, newEpoch: () => randomBytes(8).toString('hex') });
    if (unreachable && state.works().length === 0) throw unreachable;
    if (unreachable)
      log.warn({ ...unreachable.facts }, `${unreachable.message} Until then, what was last read stays up.`);
    const shared = config.sharedRasters ? await openSharedRasters(config.sharedRasters) : null;
    closing.push(() => shared?.close());
    // In front of what all share, this process's own.
    const own = await openRasterStore({ folder: join(config.dataFolder, 'rasters'), maxBytes: RASTERS_KEPT });
    const rasterStore = shared ? keepNear(own, shared.store) : own;
    const farmReports = new Subject<FarmReport>();
    const painter = await openPainter({
      config,
      redis,
      threads,
      rasterStore,
      shared: shared?.store ?? null,
      log,
      report: (report) => farmReports.next(report),
    });
    closing.push(() => painter.close());
    const { name, rasterSize, sha256 } = painter.model;
    log.info(
      { model: sha256 },
      `Model ${name}: rasters of ${rasterSize} × ${rasterSize} pixels, ${config.painters} painting.`,
    );
    const follow: Follow = (resume, report, signal) =>
      followChain({
        clients: world.rpcUrls.map((url) => createRpcClient({ url })),
        chainId,
        contracts: { layerToken, featuredMessages, layerSale, reserveAuction },
        resume,
        pollInterval: world.local ? LOCAL_POLL_INTERVAL : POLL_INTERVAL,
        reorgWindow: config.reorgWindow,
        rate: world.rate,
        random: Math.random,
        report,
        signal,
        ...(world.wsUrl && { heads: wakeOnHeads({ url: world.wsUrl, signal }) }),
      });
    return {
      config,
      log,
      world,
      state,
      desk,
      operator,
      follow,
      painter,
      assets,
      rasterStore,
      stillComposer,
      redis,
      farmReports,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded only where it is used: Redis's client takes a fifth of a second to load. */
async function connectRedis(url: string, log: Log): Promise<Redis> {
  const { openRedis } = await import('./farm/openRedis.js');
  return openRedis(url, log);
}

/** The desk, this node's or another's. */
function openDesk({ desk, dataFolder }: Config, log: Log): DeskStore {
  if (desk.owner === 'other') return openRemoteDesk({ ...desk, log, now: () => performance.now() });
  return openDeskStore({
    file: join(dataFolder, 'desk.db'),
    now: () => new Date(),
    backup: join(dataFolder, 'desk.backup.db'),
    onDamaged: (movedTo, problem, restored) =>
      log.error(
        { movedTo, problem },
        restored
          ? 'ALARM: desk.db was damaged and is as its last backup has it. What the gallery decided since is in the moved file.'
          : 'ALARM: desk.db was damaged, has no backup and begins empty. What the gallery decided is in the moved file.',
      ),
  });
}

/** Backs the desk up now and every hour. @returns what ends it */
function keepBackup(desk: DeskStore, log: Log): () => void {
  const backUp = () =>
    desk.backUp().catch((error) => {
      log.error(
        { err: error },
        'desk.db could not be backed up. Its last backup is untouched; trying again in an hour.',
      );
    });
  void backUp();
  const timer = setInterval(backUp, BACKUP_INTERVAL);
  return () => clearInterval(timer);
}

/** The world, or what is known of it while its node cannot be reached. */
interface OpenedWorld {
  world: World;
  unreachable: ChainUnreachable | null;
}

/**
 * A node that cannot be reached keeps a server from starting only while it has nothing to show.
 * @param file  where what was read of the chain is kept
 */
async function openWorldOr(config: Config, log: Log, file: string): Promise<OpenedWorld> {
  try {
    return { world: await openWorld(config, log), unreachable: null };
  } catch (error) {
    if (!(error instanceof ChainUnreachable && config.chain && existsSync(file))) throw error;
    return { world: givenWorld(config.chain), unreachable: error };
  }
}
