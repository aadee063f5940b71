import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { ModelMalformed } from '../errors/modelErrors.js';
import { Z_DIMENSION } from './code/sampleLatent.js';
import type { Model } from './loadModel.js';

/**
 * The networks of a model. Every call blocks the thread it is made on until it has finished. A picture lies in the
 * network's own memory until its next run: allocating a megabyte a picture costs some 3 % of the whole.
 */
export interface OnnxSessions {
  /** @returns w, [wDimension] */
  map(z: Float32Array, classIndex: number): Promise<Float32Array>;
  /**
   * @param ws [layers, wDimension]
   * @param noise by input name
   * @returns rgba, [4, resolution, resolution], premultiplied, −1…1; overwritten by the next call
   */
  synthesise(ws: Float32Array, noise: ReadonlyMap<string, Float32Array>): Promise<Float32Array>;
  /** rgba of the synthesis as it is at the raster's size: [4, rasterSize, rasterSize]; overwritten by the next call. */
  upscale(rgba: Float32Array): Promise<Float32Array>;
  release(): Promise<void>;
}

type Shape = readonly number[];
type Inputs = Record<string, { type: 'float32' | 'int64'; shape: Shape }>;
/** `into` is the tensor that every run writes to. */
type Network = { session: InferenceSession; output: string; into: Tensor };

/** One thread a session, the one it is run on: the painting threads share the cores, and no pool spins while idle. */
export const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
};

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
  const upscalers: (Network & { input: number })[] = [];
  for (const { path, input, output } of file.upscalers.filter((upscaler) => upscaler.output <= rasterSize)) {
    const network = await open(join(folder, path), { rgba: { type: 'float32', shape: [1, 4, input, input] } }, [
      1,
      4,
      output,
      output,
    ]);
    upscalers.push({ ...network, input });
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
    async upscale(rgba) {
      let upscaled = rgba;
      for (const { input, ...network } of upscalers) {
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
  const length = output.reduce((product, side) => product * side, 1);
  return { session, output: found.name, into: new Tensor('float32', new Float32Array(length), output) };
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

async function run({ session, output, into }: Network, feeds: Record<string, Tensor>): Promise<Float32Array> {
  await session.run(feeds, { [output]: into });
  return into.data as Float32Array;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
