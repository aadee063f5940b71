import type { ServerResponse } from 'node:http';

/** Aborted when nobody waits for the answer any more: it was sent, or whoever asked went away before. */
export function goneSignal(answer: ServerResponse): AbortSignal {
  const gone = new AbortController();
  answer.once('close', () => gone.abort());
  return gone.signal;
}
