import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Priority } from '../../engine/latent/createPaintQueue.js';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { LayerRecipe, Recipe } from '../../engine/scene/recipe.js';
import { EngineService } from '../engine/engineService.js';
import type { Log } from '../log/createLog.js';
import { LOG } from '../parts.js';
import { Refused } from '../refusal/refused.js';
import { WorksService } from '../works/worksService.js';
import { RasterService } from './rasterService.js';

/** Paints a new style, and the way to it, as soon as the engine has it: screens that ask find it begun or done. */
@Injectable()
export class PaintAheadService implements OnApplicationBootstrap, OnModuleDestroy {
  /** What each work's layers showed last, back to front. */
  private readonly shown = new Map<number, LayerRecipe[]>();
  private readonly waiting = new Set<string>();
  private subscription: Subscription | undefined;

  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.subscription = this.engine.deltas.subscribe(({ work }) => this.paint(work));
    for (const { work } of this.engine.works()) this.paint(work);
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
  }

  /** How many rasters that a screen shows now are not painted yet. */
  awaited(): number {
    return this.waiting.size;
  }

  /** What is awaited until every work can be shown; null when nothing is. */
  awaitedInWords(): string | null {
    const count = this.waiting.size;
    return count === 0 ? null : `${count === 1 ? 'one raster is' : `${count} rasters are`} being painted`;
  }

  private paint(work: number): void {
    const recipes = this.recipesOf(work);
    const before = this.shown.get(work) ?? [];
    this.shown.set(work, recipes);
    const changed = recipes
      .map((to, layer) => ({ from: before[layer], to }))
      .filter(({ from, to }) => !from || recipeHash(from) !== recipeHash(to));
    for (const { to } of changed) this.order(to, 'live');
    for (const { from, to } of changed) {
      if (from) for (const morph of morphRecipes(from, to)) this.order(morph, 'ahead');
    }
  }

  private recipesOf(work: number): LayerRecipe[] {
    try {
      const live = this.works.open(work);
      return this.works.scene(live, this.works.snapshot(live)).layers.map(({ recipe }) => recipe);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.log.warn({ work, error: error.error }, error.message);
      return [];
    }
  }

  /** Nobody waits for the outcome: whoever needs the picture asks for it and is told. */
  private order(recipe: Recipe, priority: Priority): void {
    const hash = recipeHash(recipe);
    if (priority === 'live') this.waiting.add(hash);
    this.rasters
      .png(recipe, priority)
      .catch((error: unknown) =>
        this.log.warn({ raster: hash, priority, err: error }, 'A raster was not painted ahead.'),
      )
      .finally(() => this.waiting.delete(hash));
  }
}
