import { Inject, Injectable } from '@nestjs/common';
import { PaintingWithdrawn } from '../../engine/errors/painterErrors.js';
import { RecipeError } from '../../engine/errors/sceneErrors.js';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import { reaches } from '../../engine/scene/reaches.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { recipeOfQuery } from '../../engine/scene/recipeUrl.js';
import type { Scene } from '../../engine/scene/scene.js';
import { takeTurns, type WantedTurns } from '../limits/takeTurns.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { createTurns } from '../limits/turns.js';
import {
  badRecipe,
  noLargeRaster,
  paintersBusy,
  recipeMismatch,
  tooManyPaintings,
  unknownRaster,
  unreachableRecipe,
} from '../refusal/refusals.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import { ownerOf } from './ownerOf.js';
import { RasterService } from './rasterService.js';

/** A full restyle of seven layers with its morphs is 56 pictures; a studio preview is one a moment. */
const PAINTINGS = { capacity: 96, perSecond: 6 };

/**
 * Previews that are with the painters at once: of one visitor, as a wall of sixteen is not before everybody else's; and of
 * the layers of one owner, whoever looks at them, as one of whom the whole town tries the layers is not before all others.
 */
const PREVIEWS_AT_ONCE = { visitor: 4, owner: 8 };

/** Seconds after which somebody may ask again for a larger raster that was put off. */
const OVERLOAD_RETRY = 5;

/** Paints what somebody asks for by its recipe, after checking that it is worth painting. */
@Injectable()
export class CommissionService {
  private readonly buckets = createTokenBuckets({ ...PAINTINGS, now: () => performance.now() });
  private readonly visitors = createTurns(PREVIEWS_AT_ONCE.visitor);
  private readonly owners = createTurns(PREVIEWS_AT_ONCE.owner);

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
  ) {}

  /**
   * The PNG of the recipe that an address carries.
   * @param named  what the address names
   * @param query  the address's `recipe`
   * @param ip     whose budget of new paintings it is taken from
   * @param signal that whoever asked has gone: a picture nobody else waits for is not begun then
   * @throws Refused when the recipe is not readable, not the named one, not reachable, or the budget is spent, and 503
   *   for a larger raster while walls wait for their first;
   *   PainterBusy, PaintingWithdrawn
   */
  async paint(
    live: LiveWork,
    { hash, side }: { hash: string; side: RasterSide },
    query: unknown,
    ip: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const recipe = recipeNamed(hash, query);
    const name = rasterName(recipe, side);
    // A morph passes by, and an asset is as large as it is.
    if (side !== FIRST_SIDE && recipe.kind !== 'latent') throw noLargeRaster(name);
    // The wall stands on the first raster until then, and asks again.
    if (side !== FIRST_SIDE && this.rasters.isOverloaded()) throw paintersBusy(OVERLOAD_RETRY);
    // Before the questions that take long to answer, so that a flood of them is cheap to refuse.
    if (!this.rasters.isUnderWay(name)) {
      const wait = this.buckets.take(ip);
      if (wait > 0) throw tooManyPaintings(wait);
    }
    if (!reaches(live, recipe)) throw unreachableRecipe(live.record.work);
    // Throws when the loaded model is another than the work's.
    const snapshot = this.works.snapshot(live);
    const settled = this.works.scene(live, snapshot);
    const { scene: drifting } = this.works.sceneAt(live, { block: null, step: null }, Date.now() / 1000);
    const priority = priorityOf(recipe, hashesOf(settled), hashesOf(drifting));
    if (priority !== 'preview') return this.rasters.png(recipe, priority, signal, side);
    const owner = ownerOf(live, snapshot, recipe);
    const wanted: WantedTurns = [[this.visitors, ip], ...(owner ? [[this.owners, owner] as const] : [])];
    const end = await takeTurns(wanted, signal);
    if (!end) throw new PaintingWithdrawn(name);
    try {
      return await this.rasters.png(recipe, priority, signal, side);
    } finally {
      end();
    }
  }
}

function recipeNamed(hash: string, query: unknown): Recipe {
  if (query === undefined) throw unknownRaster(hash);
  const recipe = readRecipe(query);
  const actual = recipeHash(recipe);
  if (actual !== hash) throw recipeMismatch(hash, actual);
  return recipe;
}

function readRecipe(query: unknown): Recipe {
  if (typeof query !== 'string') throw badRecipe('it is given more than once.');
  try {
    return recipeOfQuery(query);
  } catch (error) {
    if (error instanceof RecipeError) throw badRecipe(error.message);
    throw error;
  }
}

const hashesOf = ({ layers }: Scene) => layers.map(({ recipe }) => recipeHash(recipe));

/**
 * What owners put on the wall comes first, then the way to it, then where a walk has come to, then what somebody tries
 * out. Only what is on the wall itself is `live`, which is never refused: there is no end of ways that lead to it.
 * @param settled  hashes of what the last restyle left on the wall
 * @param drifting of what time has made of it
 */
function priorityOf(recipe: Recipe, settled: string[], drifting: string[]): Priority {
  const ends = (recipe.kind === 'morph' ? [recipe.from, recipe.to] : [recipe]).map(recipeHash);
  if (ends.some((end) => settled.includes(end))) return recipe.kind === 'morph' ? 'ahead' : 'live';
  return ends.some((end) => drifting.includes(end)) ? 'drift' : 'preview';
}
