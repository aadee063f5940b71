/**
 * Paints latents with a model's networks in onnxruntime-node, for the parity test beside it.
 *
 *     node paintSeeds.mjs MODEL_FOLDER WORK_FOLDER
 *
 * WORK_FOLDER holds z.f32 [N, 512] and class.i64 [N], little-endian, and a noise input's values as <input>.f32 [N, r, r].
 * It gets small.f32 [N, 4, R, R] and, of every UPSCALED_EVERY-th, large.f32 [M, 4, S, S] by the first upscaler.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const UPSCALED_EVERY = 10;
const Z = 512;

const [model, work] = process.argv.slice(2);
const { resolution, layers, wDimension, noise, files, upscalers } = JSON.parse(
  readFileSync(join(model, 'model.json'), 'utf8'),
);
const open = ({ path }) => InferenceSession.create(join(model, path), { intraOpNumThreads: 1 });
const bytes = (name) => new Uint8Array(readFileSync(join(work, name))).buffer;

const z = new Float32Array(bytes('z.f32'));
const classes = new BigInt64Array(bytes('class.i64'));
const fields = noise.map(({ input, resolution: side }) => ({
  input,
  side,
  values: new Float32Array(bytes(`${input}.f32`)),
}));
const [mapping, synthesis, upscaler] = await Promise.all(
  [files.mapping, files.synthesis, ...upscalers.slice(0, 1)].map(open),
);

const [small, large] = [[], []];
for (let n = 0; n < classes.length; n++) {
  const { w } = await mapping.run({
    z: new Tensor('float32', z.slice(n * Z, (n + 1) * Z), [1, Z]),
    class: new Tensor('int64', classes.slice(n, n + 1), [1]),
  });
  const ws = new Float32Array(layers * wDimension);
  for (let row = 0; row < layers; row++) ws.set(w.data, row * wDimension);
  const feeds = { ws: new Tensor('float32', ws, [1, layers, wDimension]) };
  for (const { input, side, values } of fields) {
    feeds[input] = new Tensor('float32', values.slice(n * side ** 2, (n + 1) * side ** 2), [1, 1, side, side]);
  }
  const { rgba } = await synthesis.run(feeds);
  small.push(rgba.data);
  if (upscaler && n % UPSCALED_EVERY === 0) {
    const input = new Tensor('float32', rgba.data, [1, 4, resolution, resolution]);
    large.push((await upscaler.run({ rgba: input })).upscaled.data);
  }
}
for (const [name, pictures] of [
  ['small', small],
  ['large', large],
]) {
  writeFileSync(join(work, `${name}.f32`), Buffer.concat(pictures.map((data) => Buffer.from(data.slice().buffer))));
}
