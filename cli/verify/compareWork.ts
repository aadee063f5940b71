import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { composeStill } from '../../engine/composite/composeStill.js';
import { decodeAsset } from '../../engine/composite/decodeAsset.js';
import { decodeRaster } from '../../engine/composite/encodeRaster.js';
import { AssetMissing } from '../../engine/errors/assetErrors.js';
import type { Painter } from '../../engine/latent/createPainter.js';
import { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';
import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { unpackManifest } from '../../engine/scene/manifestBytes.js';
import { momentOf } from '../../engine/scene/moment.js';
import type { Raster } from '../../engine/scene/raster.js';
import { FIRST_SIDE, rasterSide } from '../../engine/scene/rasterSide.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { sceneHash } from '../../engine/scene/sceneHash.js';
import { stillHeight } from '../../engine/scene/stillHeight.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { GivenServer } from '../server/givenServer.js';
import type { RebuiltWork } from './rebuildWork.js';
import { NoSuchToken } from './verifyErrors.js';

/** One thing the chain and a server both say. */
export interface Finding {
  what: string;
  /** As the chain and the model have it. */
  expected: string;
  /** As the server has it. */
  served: string;
  agrees: boolean;
}

export interface CompareOptions {
  rebuilt: RebuiltWork;
  /** The token to look at; 0 is the master, and then every layer is. */
  index: number;
  layerToken: Hex;
  painter: Painter;
  /** Holds each asset that the manifest names under its sha256. */
  assetFolder: string;
  server: GivenServer;
}

/** The most that a channel of a pixel may differ: the last digits of floating point are not the same on every machine. */
export const TOLERANCE = 2;
/** Pixels. */
const STILL_WIDTH = 512;

/**
 * Compares what a server shows of a work with what chain and model give: manifest, words, moment, recipe and scene hash
 * exactly, rasters and the still of the work within `TOLERANCE` a channel.
 * @throws ManifestError when the model is not the work's, NoSuchToken, AssetMissing, AssetRefused, ServerUnusable
 */
export async function* compareWork(options: CompareOptions): AsyncGenerator<Finding, void, void> {
  const { rebuilt, index, layerToken, painter, server } = options;
  const { record, state } = rebuilt;
  if (index > record.layers) throw new NoSuchToken(record.work, index, record.layers);
  const manifest = unpackManifest(record.manifestBytes);
  checkManifestAgainstModel(manifest, painter.model);

  const path = `/api/works/${record.work}`;
  const description = await server.json(path, WorkDescription);
  const same = isDeepStrictEqual(description.manifest, JSON.parse(JSON.stringify(manifest)));
  yield exactly(
    'manifest',
    record.manifestHash,
    same ? description.manifestHash : `${description.manifestHash}, altered`,
  );
  yield exactly('entropy', record.entropy, description.entropy);

  const served = (await server.json(`${path}/state`, Snapshot)).state;
  yield exactly(
    'moment',
    `block ${state.restyled.number} ${state.restyled.hash}`,
    `block ${served.restyled.number} ${served.restyled.hash}`,
  );
  for (const { index: at, word } of state.tokens) {
    if (index !== MASTER && at !== index) continue;
    yield exactly(`style word of token ${tokenIdOf(record.work, at)}`, word, served.tokens[at]?.word ?? 'none');
  }

  const words = state.tokens.map(({ word }) => word);
  const seeds = state.tokens.map(({ index: at }) => layerSeed(layerToken, record.entropy, tokenIdOf(record.work, at)));
  const scene = evaluateScene({ manifest, words, seeds, moment: momentOf(state.restyled, 0) });
  const rasters = new Map<number, Raster>();
  for (const layer of scene.layers) {
    const raster = await pictureOf(layer, options);
    rasters.set(layer.token, raster);
    if (index === MASTER || layer.token === index) yield await rasterFinding(layer, raster, options);
  }
  yield await stillFinding(scene, rasters, options);
}

/** The index of a work's master. */
const MASTER = 0;

/** A server paints only what it has the same recipe for, so its answer to our hash tells that its recipe is ours. */
async function rasterFinding(layer: SceneLayer, ours: Raster, options: CompareOptions): Promise<Finding> {
  const { rebuilt, server } = options;
  const path = recipeUrl(rebuilt.record.work, layer.recipe);
  return pixels(`raster of token ${layer.token}, recipe ${recipeHash(layer.recipe)}`, ours, await server.bytes(path));
}

/** Named by the hash of our scene: a server whose scene is another has nothing there. */
async function stillFinding(scene: Scene, rasters: Map<number, Raster>, options: CompareOptions): Promise<Finding> {
  const { rebuilt, server, painter } = options;
  const picture = { width: STILL_WIDTH, height: stillHeight(scene, STILL_WIDTH) };
  // Of a very upright work the still is large enough for larger rasters.
  for (const layer of scene.layers) {
    const side = rasterSide(layer, scene, picture, painter.model);
    if (side !== FIRST_SIDE) rasters.set(layer.token, await painter.paint(layer.recipe, 'live', undefined, side));
  }
  const { record, state } = rebuilt;
  const hash = sceneHash(scene);
  const path = `/api/works/${record.work}/stills/${hash}.png?width=${STILL_WIDTH}&block=${state.restyled.number}&step=0`;
  return pixels(`still, scene ${hash}`, composeStill(scene, rasters, { width: STILL_WIDTH }), await server.bytes(path));
}

async function pixels(what: string, ours: Raster, png: Uint8Array | null): Promise<Finding> {
  const expected = `${ours.width} × ${ours.height} pixels`;
  if (!png) return { what, expected, served: 'nothing under this hash', agrees: false };
  const theirs = await decodeRaster(png);
  if (theirs.width !== ours.width || theirs.height !== ours.height) {
    return { what, expected, served: `${theirs.width} × ${theirs.height} pixels`, agrees: false };
  }
  const most = largestDifference(ours, theirs);
  return {
    what,
    expected: `${expected}, within ${TOLERANCE}`,
    served: `differs by ${most} at most`,
    agrees: most <= TOLERANCE,
  };
}

function largestDifference(a: Raster, b: Raster): number {
  return a.rgba.reduce((most, value, i) => Math.max(most, Math.abs(value - (b.rgba[i] ?? 0))), 0);
}

function exactly(what: string, expected: string, served: string): Finding {
  return { what, expected, served, agrees: expected === served };
}

/** What a layer shows: painted here, or read from the artist's file, which its hash proves. */
async function pictureOf({ recipe }: SceneLayer, { painter, assetFolder }: CompareOptions): Promise<Raster> {
  if (recipe.kind !== 'image') return painter.paint(recipe, 'live');
  const bytes = await readFile(join(assetFolder, recipe.sha256)).catch(() => null);
  if (!bytes) throw new AssetMissing(recipe.sha256, assetFolder);
  return decodeAsset(bytes, recipe.sha256);
}
