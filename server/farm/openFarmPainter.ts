import { Queue, QueueEvents } from 'bullmq';
import { PainterBusy, PainterClosed, PaintingFailed, PaintingWithdrawn } from '../../engine/errors/painterErrors.js';
import { assertPaintable } from '../../engine/latent/assertPaintable.js';
import { createPaintQueue, type Priority } from '../../engine/latent/createPaintQueue.js';
import type { Model } from '../../engine/latent/loadModel.js';
import { modelInfo } from '../../engine/latent/modelInfo.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import { rasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import type { PaintedRecipe } from '../../engine/scene/recipe.js';
import { queryOfRecipe } from '../../engine/scene/recipeUrl.js';
import type { Log } from '../log/createLog.js';
import { requestId } from '../log/requestContext.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import type { Redis } from './openRedis.js';
import {
  ATTEMPTS,
  type PaintJob,
  PREFIX,
  queueName,
  RETRY_DELAY,
  URGENCY,
  WANTED_FOR,
  wantedKey,
} from './paintJobs.js';

export interface FarmPainterOptions {
  model: Model;
  redis: Redis;
  /** Where painters put what they painted. */
  store: RasterStore;
  /** Paints here while Redis is away, and what the farm has not begun for too long; null waits for the farm. */
  fallback: RasterPainter | null;
  /** How many pictures may wait; `live` ones may wait beyond it. */
  maxQueued: number;
  log: Log;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Milliseconds between two looks at what became of everything that is waited for. */
const RECONCILE = 5000;
/** Milliseconds after which a picture that nobody began is painted here, where there is something to paint with. */
const HELP_AFTER = 10_000;
/** Milliseconds for which a recipe that could not be painted is not asked for again. */
const COOL_OFF = 60_000;
/** Events kept in Redis: whoever missed one finds out by looking. */
const EVENTS_KEPT = 1000;

interface Order {
  /** The raster's. */
  name: string;
  recipe: PaintedRecipe;
  side: RasterSide;
  priority: Priority;
  since: number;
  /** How many have asked for it and not withdrawn. */
  askers: number;
  begun: boolean;
  /** Whether it is being painted here. */
  here: boolean;
  png: Promise<Uint8Array>;
  resolve(png: Uint8Array): void;
  reject(error: unknown): void;
}

/**
 * Has pictures painted by whichever painters share the Redis. What is waited for is known here; Redis is only told. So
 * when it loses everything, or was away, what is still missing is said again.
 */
export function openFarmPainter(options: FarmPainterOptions): RasterPainter {
  const { model, redis, store, fallback, maxQueued, log, now } = options;
  const orders = new Map<string, Order>();
  /** Those of them that nobody has begun, as far as is known. */
  const waiting = createPaintQueue<Order>(maxQueued);
  const condemned = new Map<string, { failure: PaintingFailed; until: number }>();
  const queueOfModel = queueName(model);
  const producer = redis.connect({ failFast: true });
  const queue = new Queue<PaintJob>(queueOfModel, {
    connection: producer,
    prefix: PREFIX,
    // BullMQ's own word for the same check, to the console.
    skipVersionCheck: true,
    streams: { events: { maxLen: EVENTS_KEPT } },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: RETRY_DELAY },
      removeOnComplete: true,
      removeOnFail: true,
    },
  });
  const listener = redis.connect();
  const events = new QueueEvents(queueOfModel, { connection: listener, prefix: PREFIX, skipVersionCheck: true });
  queue.on('error', unreached);
  events.on('error', unreached);
  let closed = false;

  events.on('active', ({ jobId }) => {
    const order = orders.get(jobId);
    if (!order) return;
    order.begun = true;
    waiting.remove(order);
  });
  events.on('completed', ({ jobId }) => void collect(jobId));
  events.on('removed', ({ jobId }) => {
    // Withdrawn by another edge that wanted it as well.
    const order = orders.get(jobId);
    if (order) tell(order);
  });
  events.on('failed', ({ jobId, failedReason }) => {
    const order = orders.get(jobId);
    if (order) fail(order, new PaintingFailed(jobId, ATTEMPTS, failedReason));
  });

  function begin(recipe: PaintedRecipe, side: RasterSide, name: string, priority: Priority): Order {
    const order = createOrder({ name, recipe, side, priority, since: now() });
    const displaced = waiting.add(order, priority);
    if (displaced) take(displaced, new PainterBusy(maxQueued));
    orders.set(name, order);
    if (redis.isUsable()) tell(order);
    else help(order);
    return order;
  }

  /** Tells the farm; where that fails, the next look does it. */
  function tell({ name, recipe, side, priority }: Order): void {
    const job = { recipe: queryOfRecipe(recipe), side, priority, request: requestId() };
    Promise.all([
      redis.client.set(wantedKey(name), '1', { EX: WANTED_FOR }),
      queue.add('paint', job, { jobId: name, priority: URGENCY[priority] }),
    ]).catch(unreached);
  }

  function hasten(order: Order, priority: Priority): void {
    if (URGENCY[priority] >= URGENCY[order.priority]) return;
    order.priority = priority;
    waiting.hasten(order, priority);
    if (!redis.isUsable() || order.begun) return;
    queue
      .getJob(order.name)
      .then((job) => job?.changePriority({ priority: URGENCY[priority] }))
      .catch(unreached);
  }

  /** What nobody wants any more leaves the queue; another edge that wants it hears so and says it again. */
  function withdraw(order: Order): void {
    order.askers -= 1;
    if (order.askers === 0 && waiting.remove(order)) take(order, new PaintingWithdrawn(order.name));
  }

  function take(order: Order, refusal: Error): void {
    orders.delete(order.name);
    order.reject(refusal);
    if (redis.isUsable()) queue.remove(order.name).catch(unreached);
  }

  function fail(order: Order, failure: unknown): void {
    settle(order);
    if (failure instanceof PaintingFailed) {
      for (const [other, { until }] of condemned) if (until <= now()) condemned.delete(other);
      condemned.set(order.name, { failure, until: now() + COOL_OFF });
    }
    order.reject(failure);
  }

  function settle(order: Order): void {
    waiting.remove(order);
    if (orders.get(order.name) === order) orders.delete(order.name);
  }

  /** @returns whether it was there */
  async function collect(name: string): Promise<boolean> {
    const order = orders.get(name);
    if (!order) return true;
    const png = await store.get(name).catch((error: unknown) => {
      log.debug({ raster: name, err: error }, 'A raster could not be read.');
      return null;
    });
    if (!png) return false;
    settle(order);
    order.resolve(png);
    return true;
  }

  function help(order: Order): void {
    if (!fallback || order.here) return;
    order.here = true;
    fallback.paint(order.recipe, order.priority, undefined, order.side).then(
      (png) => {
        settle(order);
        order.resolve(png);
      },
      (error) => {
        order.here = false;
        if (error instanceof PaintingFailed) fail(order, error);
      },
    );
  }

  /** Looks what became of everything waited for: what is painted is collected, what nobody knows of is said again. */
  async function reconcile(): Promise<void> {
    const open = [...orders.values()];
    for (const order of open) if (!redis.isUsable() || (!order.begun && now() - order.since > HELP_AFTER)) help(order);
    if (open.length === 0) return;
    const known = await knownJobs(open);
    await Promise.all(
      open
        .filter((_, i) => !known[i])
        .map(async (order) => {
          if ((await collect(order.name)) || !orders.has(order.name) || !redis.isUsable()) return;
          order.begun = false;
          tell(order);
        }),
    );
  }

  /** Whether each of them is in the queue; all are said to be wanted still. */
  async function knownJobs(open: readonly Order[]): Promise<boolean[]> {
    if (!redis.isUsable()) return open.map(() => false);
    const asked = redis.client.multi();
    for (const { name } of open) asked.set(wantedKey(name), '1', { EX: WANTED_FOR }).exists(queue.toKey(name));
    const answers = await asked.execAsPipeline();
    return open.map((_, i) => Number(answers[2 * i + 1]) === 1);
  }

  function unreached(error: unknown): void {
    log.debug({ err: error }, 'The farm could not be told. It is told again in a moment.');
  }

  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(reconcile).catch(unreached);
  }, RECONCILE);

  return {
    model: modelInfo(model),
    async paint(recipe, priority, signal, side = FIRST_SIDE) {
      if (closed) throw new PainterClosed();
      const name = rasterName(recipe, side);
      if (signal?.aborted) throw new PaintingWithdrawn(name);
      assertPaintable(model, recipe);
      const found = condemned.get(name);
      if (found && found.until > now()) throw found.failure;
      const order = orders.get(name) ?? begin(recipe, side, name, priority);
      hasten(order, priority);
      order.askers += 1;
      signal?.addEventListener('abort', () => withdraw(order), { once: true });
      return order.png;
    },
    async close() {
      closed = true;
      clearInterval(timer);
      for (const order of orders.values()) order.reject(new PainterClosed());
      orders.clear();
      await looking;
      await Promise.all([queue.close(), events.close()].map((closing) => closing.catch(() => {})));
      for (const connection of [producer, listener]) connection.destroy();
      await fallback?.close();
    },
  };
}

function createOrder(of: Pick<Order, 'name' | 'recipe' | 'side' | 'priority' | 'since'>): Order {
  let settle: Pick<Order, 'resolve' | 'reject'> | undefined;
  const png = new Promise<Uint8Array>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const state = { ...of, askers: 0, begun: false, here: false, png };
  return { ...state, ...(settle as Pick<Order, 'resolve' | 'reject'>) };
}
