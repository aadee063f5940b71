import type { AccountLayer } from '../../engine/protocol/accountLayer.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { TokenState } from '../../engine/protocol/workState.js';

/** By what right an account restyles a token. */
export type Right = { by: 'owner' } | { by: 'loan'; until: number } | { by: 'delegation' };

/** Whose vaults let an account restyle what: of delegate.xyz, those that count for restyling. */
export interface Delegation {
  from: Hex;
  /** Null for every token that `from` holds. */
  tokenId: bigint | null;
}

/**
 * By what right an account restyles each token of a work; a token that is not here it may not restyle.
 * @param layers what the server says it holds or was lent
 * @param tokenIdOf of a token of this work
 */
export function rightsOf(
  account: Hex | undefined,
  tokens: readonly TokenState[],
  layers: readonly AccountLayer[],
  delegations: readonly Delegation[],
  tokenIdOf: (index: number) => bigint,
): ReadonlyMap<number, Right> {
  const rights = new Map<number, Right>();
  if (!account) return rights;
  for (const { index, owner } of tokens) {
    const lent = layers.find((layer) => layer.index === index && layer.lentUntil !== null);
    const isDelegated = delegations.some(
      ({ from, tokenId }) => from === owner && (tokenId === null || tokenId === tokenIdOf(index)),
    );
    if (owner === account) rights.set(index, { by: 'owner' });
    else if (lent?.lentUntil) rights.set(index, { by: 'loan', until: lent.lentUntil });
    else if (isDelegated) rights.set(index, { by: 'delegation' });
  }
  return rights;
}
