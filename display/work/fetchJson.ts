import type { z } from 'zod';
import { Refusal } from '../../engine/protocol/messages.js';
import { refusalText } from '../language/refusalText.js';
import { words } from '../language/words.js';

/** The server could not be reached, or answered no. `message` is a sentence to show. */
export class FetchError extends Error {
  /** What the server said; null when it did not answer, or not as expected. */
  readonly refusal: Refusal | null;

  /** @param status of the server's refusal; null when it did not answer, or not as expected */
  constructor(
    message: string,
    readonly status: number | null = null,
    { refusal = null, ...options }: ErrorOptions & { refusal?: Refusal | null } = {},
  ) {
    super(message, options);
    this.refusal = refusal;
  }
}

/** What is asked beside the address. */
export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, or as it is when it is a file. */
  body?: unknown;
}

/**
 * What the server answers at `path`, checked.
 * @param sent nothing to ask by GET
 * @throws FetchError with a sentence to show: why the server refuses, or why it could not be asked
 */
export async function fetchJson<S extends z.ZodType>(path: string, schema: S, sent?: Sent): Promise<z.infer<S>> {
  const response = await fetch(path, requestOf(sent)).catch((cause) => {
    throw new FetchError(words.common.noAnswer, null, { cause });
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const refusal = Refusal.safeParse(body);
    const message = refusal.success ? refusalText(refusal.data) : words.common.answered(response.status, path);
    throw new FetchError(message, response.status, { refusal: refusal.data ?? null });
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new FetchError(words.common.otherVersion(path), null, { cause: parsed.error });
  return parsed.data;
}

function requestOf(sent: Sent | undefined): RequestInit {
  const accept = { accept: 'application/json' };
  if (sent?.body === undefined) return { headers: accept, ...(sent && { method: sent.method }) };
  if (sent.body instanceof Blob) {
    const type = sent.body.type || 'application/octet-stream';
    return { method: sent.method, headers: { ...accept, 'content-type': type }, body: sent.body };
  }
  return {
    method: sent.method,
    headers: { ...accept, 'content-type': 'application/json' },
    body: JSON.stringify(sent.body),
  };
}
