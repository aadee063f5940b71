import { z } from 'zod';
import { Bytes32, type Hex } from '../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';
import { fetchJson } from '../work/fetchJson.js';

/**
 * Hands a signed restyle to the gallery, which sends it and pays the gas.
 * @returns the transaction's hash
 * @throws FetchError with the server's own words
 */
export async function postStyleOrder(order: StyleOrder): Promise<Hex> {
  const { hash } = await fetchJson('/api/relayer/styles', z.object({ hash: Bytes32 }), { method: 'POST', body: order });
  return hash;
}
