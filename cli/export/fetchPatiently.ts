import { setTimeout as pause } from 'node:timers/promises';
import { ExportRefused } from './exportErrors.js';

/** How often a server that has no time is asked again. */
const TRIES = 40;

/**
 * Fetches from a server that may say when it has time.
 * @throws ExportRefused when it refuses, or has no time for too long
 */
export async function fetchPatiently(url: string): Promise<Response> {
  for (let tries = 0; ; tries++) {
    const response = await fetch(url).catch((cause) => {
      throw new ExportRefused(url, 'the server cannot be reached. Is it running there?', cause);
    });
    if (response.ok) return response;
    const isBusy = response.status === 429 || response.status === 503;
    if (!isBusy || tries === TRIES) throw new ExportRefused(url, await problemOf(response));
    await pause(1000 * Number(response.headers.get('retry-after') ?? 1));
  }
}

async function problemOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { message?: string } | null;
  return body?.message ?? `it answered ${response.status}.`;
}
