import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelAltered, ModelMalformed, ModelMissing } from '../errors/modelErrors.js';
import { FIRST_SIDE, LARGE_SIDE, type RasterSide, type RasterSizes } from '../scene/rasterSide.js';
import { type ModelFile, type ModelPart, parseModelFile } from './modelFile.js';
import { type FloatTensor, readSafetensors } from './readSafetensors.js';

/** What is known of a model's w, by class in the order of `file.classes`. Row-major. */
export interface Latents {
  /** [classes, wDimension]: the mean w, what truncation moves towards. */
  mean: Float32Array;
  /** [directions, wDimension]: one sigma along each named direction; empty without directions. */
  directions: Float32Array;
  /** [classes, axes.count, wDimension] and [classes, axes.count]: principal axes of w and its sigma; empty without. */
  axes: { vectors: Float32Array; scale: Float32Array };
}

export interface Model extends RasterSizes {
  folder: string;
  /** The model's identity: the hash of model.json, which holds the hash of every other file. 64 hex digits. */
  sha256: string;
  file: ModelFile;
  latents: Latents;
}

/**
 * Reads a model's folder and checks every file in it against model.json. The networks themselves are opened by the
 * painting threads.
 * @throws ModelMissing, ModelAltered, ModelMalformed
 */
export async function loadModel(folder: string): Promise<Model> {
  const path = join(folder, 'model.json');
  const bytes = await read(path);
  const file = parseModelFile(new TextDecoder().decode(bytes), path);
  const { mapping, synthesis, latents } = file.files;
  for (const part of [mapping, synthesis, ...file.upscalers, ...(file.encoder ? [file.encoder] : [])]) {
    await readPart(folder, part);
  }
  const tensors = readSafetensors(await readPart(folder, latents), join(folder, latents.path));
  return {
    folder,
    sha256: sha256(bytes),
    file,
    latents: checkLatents(tensors, file, join(folder, latents.path)),
    rasterSize: sizeAt(file, FIRST_SIDE),
    largeRasterSize: sizeAt(file, LARGE_SIDE),
  };
}

/** The first of a model's sizes that is at least a side, or its largest. */
function sizeAt({ resolution, upscalers }: ModelFile, side: RasterSide): number {
  const sizes = [resolution, ...upscalers.map(({ output }) => output)];
  return sizes.find((size) => size >= side) ?? Math.max(...sizes);
}

async function read(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw new ModelMissing(path, error);
  });
}

async function readPart(folder: string, part: ModelPart): Promise<Uint8Array> {
  const path = join(folder, part.path);
  const bytes = await read(path);
  const actual = { bytes: bytes.length, sha256: sha256(bytes) };
  if (actual.bytes !== part.bytes || actual.sha256 !== part.sha256) throw new ModelAltered(path, part, actual);
  return bytes;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function checkLatents(tensors: Map<string, FloatTensor>, file: ModelFile, path: string): Latents {
  const { classes, wDimension, directions, axes } = file;
  const tensor = (name: string, shape: readonly number[]): Float32Array => {
    const found = tensors.get(name);
    if (!found) throw new ModelMalformed(path, `the tensor "${name}" is missing`);
    if (found.shape.join() !== shape.join()) {
      throw new ModelMalformed(path, `the tensor "${name}" is [${found.shape}], model.json makes it [${shape}]`);
    }
    return found.values;
  };
  const none = new Float32Array(0);
  return {
    mean: tensor('mean', [classes.length, wDimension]),
    directions: directions.length > 0 ? tensor('directions', [directions.length, wDimension]) : none,
    axes: {
      vectors: axes ? tensor('axes', [classes.length, axes.count, wDimension]) : none,
      scale: axes ? tensor('axes_scale', [classes.length, axes.count]) : none,
    },
  };
}
