import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelMissing } from '../errors/modelErrors.js';
import { type ModelFile, parseModelFile } from './modelFile.js';

/**
 * Reads what a model says of itself, without the networks: enough to make manifests for it.
 * @throws ModelMissing, ModelMalformed
 */
export async function readModelFile(folder: string): Promise<ModelFile & { sha256: string }> {
  const path = join(folder, 'model.json');
  const bytes = await readFile(path).catch((error) => {
    throw new ModelMissing(path, error);
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...parseModelFile(bytes.toString('utf8'), path), sha256 };
}
