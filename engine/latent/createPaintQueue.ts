import { PainterBusy } from '../errors/painterErrors.js';

/** From the most to the least urgent. */
const PRIORITIES = ['live', 'ahead', 'drift', 'preview'] as const;

/**
 * Why a picture is wanted: `live` on a screen now, `ahead` on the way there, `drift` where a walk goes next, `preview`
 * only to choose from.
 */
export type Priority = (typeof PRIORITIES)[number];

/**
 * Pictures waiting to be painted: the most urgent first, among equals the one that came first. When it is full a less
 * urgent one gives way; `live` is never refused.
 */
export interface PaintQueue<T> {
  /**
   * @returns the one that gave way, if one had to
   * @throws PainterBusy
   */
  add(item: T, priority: Priority): T | null;
  /** Makes a waiting item at least as urgent as `priority`; does nothing to one that no longer waits. */
  hasten(item: T, priority: Priority): void;
  /** @returns whether it waited */
  remove(item: T): boolean;
  take(): T | null;
  /** Empties the queue. */
  takeAll(): T[];
}

export function createPaintQueue<T>(maxQueued: number): PaintQueue<T> {
  const waiting: Record<Priority, Set<T>> = {
    live: new Set(),
    ahead: new Set(),
    drift: new Set(),
    preview: new Set(),
  };
  const size = () => PRIORITIES.reduce((sum, priority) => sum + waiting[priority].size, 0);
  const lessUrgent = (priority: Priority) => PRIORITIES.slice(PRIORITIES.indexOf(priority) + 1);

  /** The last to come of the least urgent that `priority` may displace. */
  function displace(priority: Priority): T | null {
    for (const lesser of lessUrgent(priority).reverse()) {
      const last = [...waiting[lesser]].at(-1);
      if (last !== undefined && waiting[lesser].delete(last)) return last;
    }
    if (priority === 'live') return null;
    throw new PainterBusy(maxQueued);
  }

  return {
    add(item, priority) {
      const displaced = size() >= maxQueued ? displace(priority) : null;
      waiting[priority].add(item);
      return displaced;
    },
    hasten(item, priority) {
      for (const lesser of lessUrgent(priority)) {
        if (waiting[lesser].delete(item)) waiting[priority].add(item);
      }
    },
    remove(item) {
      return PRIORITIES.some((priority) => waiting[priority].delete(item));
    },
    take() {
      for (const priority of PRIORITIES) {
        const [first] = waiting[priority];
        if (first !== undefined && waiting[priority].delete(first)) return first;
      }
      return null;
    },
    takeAll() {
      const all = PRIORITIES.flatMap((priority) => [...waiting[priority]]);
      for (const priority of PRIORITIES) waiting[priority].clear();
      return all;
    },
  };
}
