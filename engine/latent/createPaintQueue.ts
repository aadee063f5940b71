import { PainterBusy } from '../errors/painterErrors.js';

/** Why a picture is wanted: on a screen now, on a screen soon, or only to choose from. */
export type Priority = 'live' | 'ahead' | 'preview';

/** From the most to the least urgent. */
const PRIORITIES = ['live', 'ahead', 'preview'] as const;

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
  take(): T | null;
  /** Empties the queue. */
  takeAll(): T[];
}

export function createPaintQueue<T>(maxQueued: number): PaintQueue<T> {
  const waiting: Record<Priority, T[]> = { live: [], ahead: [], preview: [] };
  const size = () => PRIORITIES.reduce((sum, priority) => sum + waiting[priority].length, 0);

  /** The last to come of the least urgent that `priority` may displace. */
  function displace(priority: Priority): T | null {
    for (const lesser of PRIORITIES.slice(PRIORITIES.indexOf(priority) + 1).reverse()) {
      const last = waiting[lesser].pop();
      if (last !== undefined) return last;
    }
    if (priority === 'live') return null;
    throw new PainterBusy(maxQueued);
  }

  return {
    add(item, priority) {
      const displaced = size() >= maxQueued ? displace(priority) : null;
      waiting[priority].push(item);
      return displaced;
    },
    hasten(item, priority) {
      for (const lesser of PRIORITIES.slice(PRIORITIES.indexOf(priority) + 1)) {
        const index = waiting[lesser].indexOf(item);
        if (index < 0) continue;
        waiting[lesser].splice(index, 1);
        waiting[priority].push(item);
      }
    },
    take() {
      for (const priority of PRIORITIES) {
        const first = waiting[priority].shift();
        if (first !== undefined) return first;
      }
      return null;
    },
    takeAll() {
      return PRIORITIES.flatMap((priority) => waiting[priority].splice(0));
    },
  };
}
