import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ChainEvent } from '../../engine/chain/chainEvent.js';
import { AssetMissing } from '../../engine/errors/assetErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import { openRasterStore } from '../../engine/latent/openRasterStore.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import type { Scene } from '../../engine/scene/scene.js';
import { encodeWord, UNLIMITED_UPDATES } from '../../engine/scene/styleWord.js';
import { createState } from '../../engine/state/createState.js';
import { openChainStore } from '../../engine/state/openChainStore.js';
import type { Assets } from '../../server/assets/openAssets.js';
import type { Config } from '../../server/config/config.js';
import { EngineService, type Follow } from '../../server/engine/engineService.js';
import { createThreadPainter } from '../../server/painting/createThreadPainter.js';
import type { RasterPainter } from '../../server/painting/rasterPainter.js';
import { PaintAheadService } from '../../server/rasters/paintAheadService.js';
import { RasterService } from '../../server/rasters/rasterService.js';
import { WorksService } from '../../server/works/worksService.js';
import type { World } from '../../server/world/world.js';

/** A layer's token, 1…N, and the variant that each of its bands is now drawn from. */
export interface Restyle {
  index: number;
  coarse: number;
  fine: number;
}

/** The server's way from a block to rasters, without chain, HTTP or Nest: its own state, services, painter and store. */
export interface Rendering {
  store: RasterStore;
  rasters: RasterService;
  painter: RasterPainter;
  paintAhead: PaintAheadService;
  /** Tells of a block of restyles; settles when the state has it and the pictures are ordered. */
  block(restyles: readonly Restyle[]): Promise<void>;
  scene(): Scene;
  close(): Promise<void>;
}

const WORK = 1;
const ADDRESS: Hex = `0x${'aa'.repeat(20)}`;
const ENTROPY: Hex = `0x${'5e'.repeat(32)}`;

const hash = (n: number): Hex => `0x${n.toString(16).padStart(64, '0')}`;
const blockOf = (number: number): BlockRef => ({ number, hash: hash(number), time: 1_700_000_000 + number });

/** A work of as many layers, of the model's classes in turn, whose two levers are its coarse and its fine variant. */
export function plainWork({ model }: Painter, layers: number, canvas: { width: number; height: number }): Manifest {
  const lever = (bind: string) => ({ label: bind, bind, type: 'range', min: 0, max: 255, step: 1 });
  return checkManifest({
    format: 'pentimento/1',
    title: 'Plain',
    artist: 'The house',
    description: '',
    licence: 'CC0-1.0',
    canvas: { ...canvas, background: '#102030' },
    model: { name: model.name, sha256: model.sha256 },
    master: { title: 'Plain', levers: [{ label: 'Light', bind: 'work.light', type: 'select', options: LIGHTS }] },
    layers: Array.from({ length: layers }, (_, i) => ({
      title: `Layer ${i + 1}`,
      picture: { kind: 'latent', class: model.classes[i % model.classes.length] },
      variants: 256,
      box: { x: canvas.width / 2, y: canvas.height / 2, ...canvas },
      levers: [lever('latent.coarse'), lever('latent.fine')],
    })),
  });
}

/** Of a work all of whose layers are painted. */
const noAssets: Assets = { png: (sha256) => Promise.reject(new AssetMissing(sha256, 'no folder')) };

const LIGHTS = ['noon', 'night'].map((value) => ({ label: value, value }));

/** @param folder where state and rasters are kept */
export async function openRendering(painter: Painter, manifest: Manifest, folder: string): Promise<Rendering> {
  const log = pino({ enabled: false });
  await mkdir(folder, { recursive: true });
  const chain = openChainStore({
    file: join(folder, 'chain.db'),
    chain: { chainId: 1, layerToken: ADDRESS, featuredMessages: ADDRESS },
    now: () => new Date(0),
    onDamaged: () => {},
  });
  const state = createState({ store: chain, newEpoch: () => 'epoch0001' });
  const { follow, tell } = toldChain();
  const engine = new EngineService(state, follow, log);
  const world = { chainId: 1, layerToken: ADDRESS, featuredMessages: ADDRESS, local: true } as World;
  const store = await openRasterStore({ folder: join(folder, 'rasters'), maxBytes: 2 ** 30 });
  const rasterPainter = createThreadPainter({ threads: painter, store, log });
  const works = new WorksService(engine, { publicUrl: '' } as Config, world, rasterPainter);
  const rasters = new RasterService(rasterPainter, noAssets, store, log);
  const paintAhead = new PaintAheadService(engine, works, rasters, log);

  const layers = manifest.layers.length;
  const words = Array.from({ length: layers + 1 }, () => wordOf([], 0));
  let revision = 0;
  let number = 1;
  const next = () => ({ type: 'block' as const, parentHash: hash(number), block: blockOf(++number) });

  engine.onApplicationBootstrap();
  paintAhead.onApplicationBootstrap();
  await tell({ type: 'start', origin: blockOf(1), reason: 'first' });
  await tell({
    ...next(),
    events: [
      {
        type: 'workCreated',
        work: WORK,
        artist: ADDRESS,
        layers,
        entropy: ENTROPY,
        manifestHash: hash(0),
        manifestBytes: packManifest(manifest),
      },
      ...words.map((word, index) => ({ type: 'schemaSet' as const, work: WORK, index, bounds: hash(0), word })),
    ],
  });
  await tell({ type: 'live', head: blockOf(number) });

  return {
    store,
    rasters,
    painter: rasterPainter,
    paintAhead,
    async block(restyles) {
      const events = restyles.map(({ index, coarse, fine }) => {
        const [previousWord, newWord] = [words[index] as Hex, wordOf([coarse, fine], ++revision)];
        words[index] = newWord;
        return { type: 'styleChanged' as const, work: WORK, index, by: ADDRESS, previousWord, newWord };
      });
      await tell({ ...next(), events });
    },
    scene() {
      const live = works.open(WORK);
      return works.scene(live, works.snapshot(live));
    },
    async close() {
      paintAhead.onModuleDestroy();
      await engine.onModuleDestroy();
      await painter.close();
      chain.close();
    },
  };
}

function wordOf(levers: number[], revision: number): Hex {
  return encodeWord({ levers, revision, updatesLeft: UNLIMITED_UPDATES, frozen: false });
}

/** A chain that tells what it is told to. */
function toldChain(): { follow: Follow; tell: (event: ChainEvent) => Promise<void> } {
  const told: { event: ChainEvent; applied: () => void }[] = [];
  let wake = () => {};
  const follow: Follow = async function* (_resume, _report, signal) {
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      const next = told.shift();
      if (next) {
        yield next.event;
        next.applied();
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  };
  const tell = (event: ChainEvent) =>
    new Promise<void>((applied) => {
      told.push({ event, applied });
      wake();
    });
  return { follow, tell };
}
