import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { EngineError } from '../../engine/errors/engineError.js';
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

/** What a layer shows, and what takes back the pictures ordered for it. */
interface Shown {
  recipe: LayerRecipe;
  orders: AbortController;
}

/**
 * Paints a new style, and the way to it, as soon as the engine has it: screens that ask find it begun or done. Of a
 * layer that is restyled faster than it can be painted, only the newest style is.
 */
@Injectable()
export class PaintAheadService implements OnApplicationBootstrap, OnModuleDestroy {
  /** By work, its layers back to front. */
  private readonly shown = new Map<number, Shown[]>();
  private unpainted = 0;
  /** Works that nobody has looked at yet to see what they need. */
  private unlooked = 0;
  private subscription: Subscription | undefined;

  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.subscription = this.engine.deltas.subscribe(({ work }) => void this.paint(work, 'live'));
    void this.paintAll();
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
    this.unlooked = 0;
  }

  /** How many rasters that a screen shows now are not painted yet; of a work not looked at yet, one is counted. */
  awaited(): number {
    return this.unpainted + this.unlooked;
  }

  /** What is awaited until every work can be shown; null when nothing is. */
  awaitedInWords(): string | null {
    const count = this.awaited();
    return count === 0 ? null : `${count === 1 ? 'one raster is' : `${count} rasters are`} being painted`;
  }

  /**
   * One work after another, and after what is restyled meanwhile: neither the event loop nor the painters' queue fills up
   * with hundreds of works that may be on no screen.
   */
  private async paintAll(): Promise<void> {
    const works = this.engine.works();
    this.unlooked = works.length;
    for (const { work } of works) {
      if (this.unlooked === 0) return;
      await this.paint(work, 'ahead');
      this.unlooked -= 1;
      await setImmediate();
    }
  }

  /** @returns when what the work shows is painted, or will not be */
  private async paint(work: number, priority: Priority): Promise<void> {
    const before = this.shown.get(work) ?? [];
    const now = this.recipesOf(work).map((recipe, layer): Shown => {
      const held = before[layer];
      if (held && recipeHash(held.recipe) === recipeHash(recipe)) return held;
      held?.orders.abort();
      return { recipe, orders: new AbortController() };
    });
    this.shown.set(work, now);
    const changed = now.map((to, layer) => ({ from: before[layer], to })).filter(({ from, to }) => from !== to);
    const painted = changed.map(({ to }) => this.orderShown(to, priority));
    for (const { from, to } of changed) {
      for (const morph of from ? morphRecipes(from.recipe, to.recipe) : [])
        void this.order(morph, 'ahead', to.orders.signal);
    }
    await Promise.all(painted);
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

  private async orderShown({ recipe, orders }: Shown, priority: Priority): Promise<void> {
    this.unpainted += 1;
    await this.order(recipe, priority, orders.signal);
    this.unpainted -= 1;
  }

  /** Nobody waits for the outcome: whoever needs the picture asks for it and is told. */
  private async order(recipe: Recipe, priority: Priority, signal: AbortSignal): Promise<void> {
    try {
      await this.rasters.png(recipe, priority, signal);
    } catch (error) {
      // Overtaken by a newer style, or giving way to what is more urgent.
      const expected = error instanceof EngineError && error.retryable;
      const level = expected ? 'debug' : 'warn';
      this.log[level]({ raster: recipeHash(recipe), priority, err: error }, 'A raster was not painted ahead.');
    }
  }
}
