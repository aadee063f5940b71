import { z } from 'zod';
import type { MessageOrder } from '../../../engine/protocol/messageOrder.js';
import { Bytes32, type Hex } from '../../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../../engine/protocol/styleOrder.js';
import { fetchJson } from '../../work/fetchJson.js';

/** What the gallery sends for owners, by where it takes it. */
export interface Orders {
  styles: StyleOrder;
  messages: MessageOrder;
}

/**
 * Hands what an owner signed to the gallery, which sends it and pays for it.
 * @returns the transaction's hash
 * @throws FetchError
 */
export async function postOrder<K extends keyof Orders>(kind: K, order: Orders[K]): Promise<Hex> {
  const answer = z.object({ hash: Bytes32 });
  const { hash } = await fetchJson(`/api/relayer/${kind}`, answer, { method: 'POST', body: order });
  return hash;
}
