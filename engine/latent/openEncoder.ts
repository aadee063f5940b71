import { Worker } from 'node:worker_threads';
import { EncoderLost } from '../errors/painterErrors.js';
import type { Hex } from '../protocol/primitives.js';
import type { Raster } from '../scene/raster.js';
import type { EncodeAnswer, EncodeOrder } from './encodeWorker.js';
import type { Model } from './loadModel.js';

/** What a model sees in a picture. */
export interface Seen {
  /** What it takes it for. */
  className: string;
  /** Where it lies in that class: along its principal axes, sigmas. */
  position: Float32Array;
}

/** A model's eye: its encoder, on a thread of its own. */
export interface Encoder {
  /**
   * @param picture as wide and high as what the synthesis network paints
   * @throws EncoderLost
   */
  look(picture: Raster): Promise<Seen>;
  /**
   * The w of a layer's variants, the first of them.
   * @throws EncoderLost
   */
  map(className: string, seed: Hex, variants: number): Promise<Float32Array[]>;
}

export interface EncoderOptions {
  /** One that has an encoder. */
  model: Model;
  /** The compiled encodeWorker.js. */
  script: URL;
  /** Milliseconds to wait for an answer. */
  patience: number;
}

/**
 * Starts the thread. It does not keep the process from ending, and is never terminated: that would abort the process while
 * onnxruntime runs in it.
 */
export function openEncoder({ model, script, patience }: EncoderOptions): Encoder {
  const worker = new Worker(script, { workerData: model });
  worker.unref();
  let lost: string | null = null;
  let pending: { resolve(answer: EncodeAnswer): void; reject(error: Error): void } | null = null;
  const lose = (problem: string) => {
    lost = problem;
    pending?.reject(new EncoderLost(problem));
  };
  worker.on('message', (answer: EncodeAnswer) => pending?.resolve(answer));
  worker.on('error', (error) => lose(error.message));
  worker.on('exit', (code) => lose(`its thread left with exit code ${code}`));

  /** One question after another, as the thread answers in order. */
  let last: Promise<unknown> = Promise.resolve();
  function ask(order: EncodeOrder): Promise<EncodeAnswer> {
    const turn = last.then(() => askNow(order));
    last = turn.catch(() => {});
    return turn;
  }

  async function askNow(order: EncodeOrder): Promise<EncodeAnswer> {
    if (lost !== null) throw new EncoderLost(lost);
    const timer = setTimeout(() => lose(`it has not answered for ${patience} ms`), patience);
    try {
      const answer = await new Promise<EncodeAnswer>((resolve, reject) => {
        pending = { resolve, reject };
        worker.postMessage(order);
      });
      if (answer.type === 'failed') throw new EncoderLost(answer.problem);
      return answer;
    } finally {
      clearTimeout(timer);
      pending = null;
    }
  }

  return {
    async look({ rgba }) {
      const answer = await ask({ type: 'look', rgba });
      if (answer.type !== 'seen') throw new EncoderLost(`it answered "${answer.type}"`);
      return { className: answer.className, position: answer.position };
    },
    async map(className, seed, variants) {
      const answer = await ask({ type: 'map', className, seed, variants });
      if (answer.type !== 'mapped') throw new EncoderLost(`it answered "${answer.type}"`);
      return answer.ws;
    },
  };
}
