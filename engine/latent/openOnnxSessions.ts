import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelMalformed } from '../errors/modelErrors.js';
import { Z_DIMENSION } from './code/sampleLatent.js';
import type { Model } from './loadModel.js';

/**
 * The networks of a model. Every call blocks the thread it is made on until it has finished. A picture lasts until its
 * network's next run, which takes its memory over: a new megabyte for every picture costs 3 % of the whole.
 */
export interface OnnxSessions {
  /** @returns w, [wDimension] */
  map(z: Float32Array, classIndex: number): Promise<Float32Array>;
  /**
   * @param ws [layers, wDimension]
   * @param noise by input name
   * @returns rgba, [4, resolution, resolution], premultiplied, −1…1; gone with the next call
   */
  synthesise(ws: Float32Array, noise: ReadonlyMap<string, Float32Array>): Promise<Float32Array>;
  /**
   * rgba of the synthesis as it is at one of the model's sizes: [4, size, size]; gone with the next call. What reaches
   * beyond `rasterSize` is opened when it is first asked for: it takes a hundred megabytes.
   * @throws ModelMalformed
   */
  upscale(rgba: Float32Array, size: number): Promise<Float32Array>;
  release(): Promise<void>;
}

type Shape = readonly number[];
type Inputs = Record<string, { type: 'float32' | 'int64'; shape: Shape }>;
/** `last` is what the last run put out. */
type Network = { session: InferenceSession; output: string; last: Float32Array<ArrayBuffer> | null };

/** One thread a session, the one it is run on: the painting threads share the cores, and no pool spins while idle. */
export const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
};

/** Closed, so that what is handed over to it is freed at once, and not when the garbage is next collected. */
const freed = new MessageChannel().port1;
freed.close();

/**
 * Opens a model's mapping, synthesis and upscalers, and checks their inputs and outputs against model.json.
 *
 * One picture a run: more of them save no time on a CPU (`npm run bench:latent`), and since kernels are
 * chosen by batch size, the same recipe could give other bytes in other company.
 * @throws ModelMalformed
 */
export async function openOnnxSessions({ folder, file, rasterSize }: Model): Promise<OnnxSessions> {
  const { resolution, layers, wDimension, noise } = file;
  const mapping = await open(
    join(folder, file.files.mapping.path),
    { z: { type: 'float32', shape: [1, Z_DIMENSION] }, class: { type: 'int64', shape: [1] } },
    [1, wDimension],
  );
  const synthesis = await open(
    join(folder, file.files.synthesis.path),
    {
      ws: { type: 'float32', shape: [1, layers, wDimension] },
      ...Object.fromEntries(
        noise.map(({ input, resolution: r }) => [input, { type: 'float32' as const, shape: [1, 1, r, r] }]),
      ),
    },
    [1, 4, resolution, resolution],
  );
  const upscalers: Network[] = [];
  await openUpscalers(rasterSize);

  /** Those up to a size that are not open yet: each takes up what the one before it puts out. */
  async function openUpscalers(size: number): Promise<void> {
    for (const { path, input, output } of file.upscalers.slice(upscalers.length)) {
      if (output > size) return;
      const rgba = { type: 'float32' as const, shape: [1, 4, input, input] };
      upscalers.push(await open(join(folder, path), { rgba }, [1, 4, output, output]));
    }
  }

  return {
    async map(z, classIndex) {
      const w = await run(mapping, {
        z: new Tensor('float32', z, [1, Z_DIMENSION]),
        class: new Tensor('int64', BigInt64Array.of(BigInt(classIndex)), [1]),
      });
      return w.slice();
    },
    async synthesise(ws, noiseByInput) {
      const feeds: Record<string, Tensor> = { ws: new Tensor('float32', ws, [1, layers, wDimension]) };
      for (const { input, resolution: r } of noise) {
        feeds[input] = new Tensor('float32', noiseByInput.get(input) as Float32Array, [1, 1, r, r]);
      }
      return run(synthesis, feeds);
    },
    async upscale(rgba, size) {
      await openUpscalers(size);
      let upscaled = rgba;
      for (const [i, { input, output }] of file.upscalers.entries()) {
        const network = upscalers[i];
        if (!network || output > size) break;
        upscaled = await run(network, { rgba: new Tensor('float32', upscaled, [1, 4, input, input]) });
      }
      return upscaled;
    },
    async release() {
      for (const { session } of [mapping, synthesis, ...upscalers]) await session.release();
    },
  };
}

async function open(path: string, inputs: Inputs, output: Shape): Promise<Network> {
  const session = await InferenceSession.create(path, SESSION_OPTIONS).catch((error: unknown) => {
    throw new ModelMalformed(path, `onnxruntime cannot open it (${problemOf(error)})`, error);
  });
  const names = Object.keys(inputs);
  if (session.inputNames.toSorted().join() !== names.toSorted().join()) {
    throw new ModelMalformed(path, `its inputs are ${session.inputNames.join(', ')}, expected ${names.join(', ')}`);
  }
  for (const found of session.inputMetadata) {
    const expected = inputs[found.name];
    if (expected) assertTensor(path, found, expected.type, expected.shape);
  }
  const [found, ...more] = session.outputMetadata;
  if (!found || more.length > 0) throw new ModelMalformed(path, `it has ${more.length + 1} outputs, expected one`);
  assertTensor(path, found, 'float32', output);
  return { session, output: found.name, last: null };
}

/** Every length the file states must be the expected one; one it leaves open (a name, as of N) may be anything. */
function assertTensor(path: string, found: InferenceSession.ValueMetadata, type: string, shape: Shape): void {
  const fits =
    found.isTensor &&
    found.type === type &&
    found.shape.length === shape.length &&
    found.shape.every((length, i) => typeof length !== 'number' || length === shape[i]);
  if (fits) return;
  const is = found.isTensor ? `${found.type} [${found.shape}]` : 'not a tensor';
  throw new ModelMalformed(path, `its "${found.name}" is ${is}, model.json makes it ${type} [${shape}]`);
}

/**
 * onnxruntime-node copies every output into a buffer of its own making, also where it is told what to write to. With the
 * last one freed first, the C library hands out the same memory again, which needs no new pages of the system.
 */
async function run(network: Network, feeds: Record<string, Tensor>): Promise<Float32Array> {
  if (network.last) freed.postMessage(null, [network.last.buffer]);
  network.last = null;
  const { [network.output]: put } = await network.session.run(feeds);
  network.last = put?.data as Float32Array<ArrayBuffer>;
  return network.last;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
