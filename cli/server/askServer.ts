import { setTimeout as pause } from 'node:timers/promises';
import { ServerUnusable } from './serverErrors.js';

/** How often a server that has no time is asked again. */
const TRIES = 40;
/** Milliseconds for an answer: a server under load paints a picture in a few seconds. */
const PATIENCE = 60_000;

/**
 * Asks a Pentimento server, and waits as long as it says it is busy.
 * @returns its answer, also one that refuses
 * @throws ServerUnusable when it does not answer, or has no time for too long
 */
export async function askServer(url: string): Promise<Response> {
  for (let tries = 0; tries < TRIES; tries++) {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) }).catch((cause) => {
      throw new ServerUnusable(url, 'was not given: the server cannot be reached', cause);
    });
    if (response.status !== 429 && response.status !== 503) return response;
    await pause(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
  throw new ServerUnusable(url, 'was not given: the server has had no time for too long');
}
