import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelMissing } from '../errors/modelErrors.js';
import type { ModelFacts } from '../scene/checkManifestAgainstModel.js';
import { parseModelFile } from './modelFile.js';

/**
 * Reads what a model says of itself, without the networks: enough to make manifests for it and to check them.
 * @throws ModelMissing, ModelMalformed
 */
export async function readModelFacts(folder: string): Promise<ModelFacts & { name: string }> {
  const path = join(folder, 'model.json');
  const bytes = await readFile(path).catch((error) => {
    throw new ModelMissing(path, error);
  });
  const { name, classes, directions, axes, signature } = parseModelFile(bytes.toString('utf8'), path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, sha256, classes, directions, axes: axes?.count ?? 0, signature };
}
