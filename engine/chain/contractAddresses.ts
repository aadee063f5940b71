import type { Hex } from '../protocol/primitives.js';

/** The contracts of a series, by the names under which the rest of the program knows them. */
export const CONTRACT_NAMES = {
  layerToken: 'LayerToken',
  featuredMessages: 'FeaturedMessages',
  layerSale: 'LayerSale',
  reserveAuction: 'ReserveAuction',
  layerMetadata: 'LayerMetadata',
  layerLens: 'LayerLens',
  styleGuardZone: 'StyleGuardZone',
} as const;
export type ContractKey = keyof typeof CONTRACT_NAMES;

export const CONTRACT_KEYS = Object.keys(CONTRACT_NAMES) as ContractKey[];

/** Where the contracts of a series are. In lower case. */
export type ContractAddresses = Record<ContractKey, Hex>;

/** Where a series is. */
export interface Deployment extends ContractAddresses {
  /** The block of LayerToken's deployment: nothing happened before it. */
  deployBlock: number;
}

/** Something for each contract of a series. */
export function forEachContract<T>(make: (key: ContractKey) => T): Record<ContractKey, T> {
  return Object.fromEntries(CONTRACT_KEYS.map((key) => [key, make(key)])) as Record<ContractKey, T>;
}
