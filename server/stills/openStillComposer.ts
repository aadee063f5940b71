import { Worker } from 'node:worker_threads';
import type { StillFormat } from '../../engine/composite/encodeStill.js';
import { EngineError } from '../../engine/errors/engineError.js';
import type { Scene } from '../../engine/scene/scene.js';
import type { NamedRaster, StillAnswer, StillOrder } from './composerPort.js';

export interface StillComposer {
  /**
   * The scene as a file.
   * @param rasters  of each visible layer, by its token
   * @param width    pixels
   * @throws StillFailed
   */
  compose(scene: Scene, rasters: Map<number, NamedRaster>, width: number, format: StillFormat): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A still could not be composed. */
export class StillFailed extends EngineError {
  readonly retryable = false;

  constructor(problem: string) {
    super(`The still could not be composed: ${problem}.`, { problem });
  }
}

interface Waiting {
  resolve(still: Uint8Array): void;
  reject(error: StillFailed): void;
}

/**
 * Composes stills one after another on a thread of their own, started with the first one. A thread that dies fails the
 * stills it had, and the next one starts another.
 * @param script  the compiled stillWorker.js
 */
export function openStillComposer({ script }: { script: URL }): StillComposer {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let orders = 0;

  function answer(message: StillAnswer) {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('still' in message) asked?.resolve(message.still);
    else asked?.reject(new StillFailed(message.failed));
  }

  function die(problem: string) {
    worker = null;
    for (const { reject } of waiting.values()) reject(new StillFailed(problem));
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(script);
    started.on('message', answer);
    started.on('error', (error) => die(error.message));
    started.on('exit', () => die('the compositing thread ended'));
    return started;
  }

  return {
    compose(scene, rasters, width, format) {
      worker ??= start();
      const order: StillOrder = { id: ++orders, scene, rasters, width, format };
      const composed = new Promise<Uint8Array>((resolve, reject) => waiting.set(order.id, { resolve, reject }));
      worker.postMessage(order);
      return composed;
    },
    async close() {
      await worker?.terminate();
    },
  };
}
