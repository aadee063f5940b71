import { Refusal } from '../../engine/protocol/messages.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';

export type FetchedWork =
  | { kind: 'found'; description: WorkDescription }
  /** The server knows no such work, or none by that name. */
  | { kind: 'refused'; refusal: Refusal }
  /** No answer, or one that is no answer: worth asking again. */
  | { kind: 'unreachable' };

/** What never changes about a work. */
export async function fetchWork(url: string, work: number, signal: AbortSignal): Promise<FetchedWork> {
  const response = await fetch(new URL(`/api/works/${work}`, url), { signal }).catch(() => null);
  const body: unknown = await response?.json().catch(() => null);
  const description = WorkDescription.safeParse(body);
  if (response?.ok && description.success) return { kind: 'found', description: description.data };
  const refusal = Refusal.safeParse(body);
  if (response && response.status >= 400 && response.status < 500 && refusal.success) {
    return { kind: 'refused', refusal: refusal.data };
  }
  return { kind: 'unreachable' };
}
