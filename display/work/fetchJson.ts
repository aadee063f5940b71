import type { z } from 'zod';
import { Refusal } from '../../engine/protocol/messages.js';

/** The server could not be reached, or answered no. `message` is a sentence to show. */
export class FetchError extends Error {}

/**
 * What the server answers at `path`, checked.
 * @throws FetchError with the server's own words when it refuses, or why it could not be asked
 */
export async function fetchJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  const response = await fetch(path, { headers: { accept: 'application/json' } }).catch((cause) => {
    throw new FetchError('The gallery’s server does not answer. Check the connection and reload the page.', { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = Refusal.safeParse(body);
    throw new FetchError(refusal.success ? refusal.data.message : `The server answered ${response.status} to ${path}.`);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new FetchError(`The server’s answer to ${path} is not of this page’s version. Reload the page.`, {
      cause: parsed.error,
    });
  }
  return parsed.data;
}
