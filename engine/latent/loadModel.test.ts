import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModelAltered, ModelMalformed, ModelMissing } from '../errors/modelErrors.js';
import { loadModel } from './loadModel.js';
import type { ModelFile } from './modelFile.js';

const TINY = join(__dirname, '../../test/fixtures/tinyModel');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-model-'));
  cpSync(TINY, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function change(edit: (model: ModelFile) => void): void {
  const model = JSON.parse(readFileSync(path('model.json'), 'utf8')) as ModelFile;
  edit(model);
  writeFileSync(path('model.json'), JSON.stringify(model));
}

describe('loadModel', () => {
  it('knows a model by the hash of its model.json, and reads its latents', async () => {
    const model = await loadModel(folder);
    expect(model.sha256).toBe(sha256(readFileSync(path('model.json'))));
    expect(model.rasterSize).toBe(32);
    expect(model.latents.mean).toHaveLength(2 * 16);
    expect(model.latents.directions).toHaveLength(2 * 16);
    expect(model.latents.axes.vectors).toHaveLength(2 * 4 * 16);
  });

  it('loads a model without its optional parts', async () => {
    change((model) => Object.assign(model, { upscalers: [], directions: [], axes: null }));
    const model = await loadModel(folder);
    expect(model.rasterSize).toBe(8);
    expect(model.latents.axes.vectors).toHaveLength(0);
  });

  it('takes for a raster the first size of at least 256 pixels', async () => {
    const { bytes, sha256, path: upscaler } = (await loadModel(folder)).file.upscalers[0]!;
    const [input, factor] = [32, 16];
    change((model) => model.upscalers.push({ bytes, sha256, path: upscaler, factor, input, output: input * factor }));
    change((model) => model.upscalers.push({ bytes, sha256, path: upscaler, factor: 2, input: 512, output: 1024 }));
    expect((await loadModel(folder)).rasterSize).toBe(512);
  });

  it.each(['model.json', 'mapping.onnx', 'upscale-32.onnx', 'latents.safetensors'])(
    'says that %s is missing',
    async (name) => {
      rmSync(path(name));
      const error = await loadModel(folder).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ModelMissing);
      expect((error as Error).message).toContain(path(name));
    },
  );

  it.each(['mapping.onnx', 'synthesis.onnx', 'upscale-32.onnx', 'latents.safetensors'])(
    'tells a single altered byte of %s, with both hashes',
    async (name) => {
      const bytes = readFileSync(path(name));
      const expected = sha256(bytes);
      bytes[bytes.length - 1]! ^= 1;
      writeFileSync(path(name), bytes);
      const error = await loadModel(folder).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ModelAltered);
      expect((error as ModelAltered).facts).toMatchObject({ file: path(name), expected, actual: sha256(bytes) });
    },
  );

  it('refuses latents of another shape than model.json makes them', async () => {
    change((model) => {
      model.classes.push('ridge');
    });
    await expect(loadModel(folder)).rejects.toThrow(ModelMalformed);
    await expect(loadModel(folder)).rejects.toThrow('the tensor "mean" is [2,16], model.json makes it [3,16]');
  });
});
