import type { z } from 'zod';
import { ManifestError } from '../errors/sceneErrors.js';
import { wordIssue } from '../protocol/wordIssue.js';
import { leverMistakes } from './leverMistakes.js';
import { Manifest } from './manifest.js';
import { workMistakes } from './workMistakes.js';

/**
 * The manifest, once nothing is wrong with it: its form, that every lever and rule can stand only at values its binding
 * takes, and that its parts belong together. Takes time and memory in proportion to its size, whatever it holds.
 * @throws ManifestError with every mistake, by path
 */
export function checkManifest(given: unknown): Manifest {
  const shape = shapeMistake(given);
  if (shape) throw new ManifestError([shape]);
  const parsed = Manifest.safeParse(given, { error: wordIssue });
  const mistakes = [...formMistakes(parsed.error), ...leverMistakes(given)];
  // Parts can only be held against each other where each is sound.
  if (parsed.success) mistakes.push(...workMistakes(parsed.data));
  if (mistakes.length > 0 || !parsed.success) throw new ManifestError(mistakes);
  return parsed.data;
}

/** More values than any manifest that fits a transaction. */
const MAX_VALUES = 1 << 18;
/** Objects and lists within each other, of which a layer's pictures may take two each. */
const MAX_DEPTH = 24;

/** Before anything goes through the value by calling itself. */
function shapeMistake(given: unknown): string | null {
  let level: unknown[] = [given];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `manifest: is nested deeper than ${MAX_DEPTH} levels`;
    const next: unknown[] = [];
    for (const value of level) {
      values++;
      if (values + next.length > MAX_VALUES) return `manifest: has more than ${MAX_VALUES} values`;
      if (typeof value !== 'object' || value === null) continue;
      for (const part of Object.values(value)) next.push(part);
    }
    level = next;
  }
  return null;
}

function formMistakes(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).map(({ path, message }) => `${pathText(path)}: ${message}`);
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'manifest';
}
