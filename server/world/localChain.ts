import { type Chain, defineChain } from 'viem';

/** The demo world's chain, as anvil names it. Written out here, as viem's list of chains takes half a second to load. */
export const localChain: Chain = defineChain({
  id: 31_337,
  name: 'Local',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1:8545'] } },
});
