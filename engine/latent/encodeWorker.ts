/** A thread that looks at pictures: opens a model's encoder and mapping, says so, then answers one question after another. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Hex } from '../protocol/primitives.js';
import { sampleLatent, Z_DIMENSION } from './code/sampleLatent.js';
import type { Model } from './loadModel.js';
import { SESSION_OPTIONS } from './openOnnxSessions.js';

/** What it is asked: what a picture shows, or the w of a layer's variants. */
export type EncodeOrder =
  | { type: 'look'; rgba: Uint8ClampedArray }
  | { type: 'map'; className: string; seed: Hex; variants: number };

/** What it answers: the likeliest class and the position in it, sigmas; or the ws, by variant. */
export type EncodeAnswer =
  | { type: 'seen'; className: string; position: Float32Array }
  | { type: 'mapped'; ws: Float32Array[] }
  | { type: 'failed'; problem: string };

const port = parentPort;
if (!port) throw new Error('encodeWorker.js is started by openEncoder as a worker thread, not on its own');
const { folder, file } = workerData as Model;
const encoder = await InferenceSession.create(join(folder, file.encoder?.path ?? ''), SESSION_OPTIONS);
const mapping = await InferenceSession.create(join(folder, file.files.mapping.path), SESSION_OPTIONS);

/** The last of the questions, which follow one another. */
let last: Promise<void> = Promise.resolve();
port.on('message', (order: EncodeOrder) => {
  last = last.then(async () => port.postMessage(await answerTo(order).catch(failure)));
});

const failure = (error: unknown): EncodeAnswer => ({
  type: 'failed',
  problem: error instanceof Error ? error.message : String(error),
});

async function answerTo(order: EncodeOrder): Promise<EncodeAnswer> {
  if (order.type === 'look') return look(order.rgba);
  const ws: Float32Array[] = [];
  for (let variant = 0; variant < order.variants; variant++) {
    const z = new Tensor('float32', sampleLatent(order.seed, variant), [1, Z_DIMENSION]);
    const index = new Tensor('int64', BigInt64Array.of(BigInt(file.classes.indexOf(order.className))), [1]);
    const { w } = await mapping.run({ z, class: index });
    ws.push(Float32Array.from(w?.data as Float32Array));
  }
  return { type: 'mapped', ws };
}

/** @param rgba straight, of the synthesis network's own size */
async function look(rgba: Uint8ClampedArray): Promise<EncodeAnswer> {
  const { resolution } = file;
  const area = resolution * resolution;
  const planes = new Float32Array(4 * area);
  for (let i = 0; i < area; i++) {
    const alpha = (rgba[4 * i + 3] as number) / 255;
    for (let c = 0; c < 3; c++) planes[c * area + i] = ((rgba[4 * i + c] as number) / 255) * alpha * 2 - 1;
    planes[3 * area + i] = alpha * 2 - 1;
  }
  const seen = await encoder.run({ rgba: new Tensor('float32', planes, [1, 4, resolution, resolution]) });
  const logits = seen.class?.data as Float32Array;
  const likeliest = logits.indexOf(Math.max(...logits));
  return {
    type: 'seen',
    className: file.classes[likeliest] ?? '',
    position: Float32Array.from(seen.position?.data as Float32Array),
  };
}
