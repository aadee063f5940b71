import type { z } from 'zod';
import { Refusal } from '../../engine/protocol/messages.js';
import { words } from '../language/words.js';

/** The server could not be reached, or answered no. `message` is a sentence to show. */
export class FetchError extends Error {}

/**
 * What the server answers at `path`, checked.
 * @throws FetchError with the server's own words when it refuses, or why it could not be asked
 */
export async function fetchJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const response = await fetch(path, { headers: { accept: 'application/json' } }).catch((cause) => {
    throw new FetchError(words.common.noAnswer, { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = Refusal.safeParse(body);
    throw new FetchError(refusal.success ? refusal.data.message : words.common.answered(response.status, path));
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new FetchError(words.common.otherVersion(path), {
      cause: parsed.error,
    });
  }
  return parsed.data;
}
