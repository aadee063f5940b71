import { type Chain, defineChain, http } from 'viem';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { words } from '../language/words.js';
import { type ChainClient, chainClient } from './chainClient.js';

export type StudioChain = { chain: Chain; client: ChainClient };

/** The server's allow-listed way to the chain; whatever key its own RPC address holds stays there. */
const RPC_PATH = '/rpc';
/** A local chain mines at once and a public one in seconds; a receipt asked for twice a second tells both in time. */
const POLLING_INTERVAL_MS = 500;

/** The chain the work lives on, reached through the gallery's server. */
export function openChain({ chainId, local, publicUrl }: WorkDescription): StudioChain {
  const chain = defineChain({
    id: chainId,
    name: local ? words.studio.wallet.localChain : words.studio.wallet.chain(chainId),
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    // What a wallet is told when it does not know the chain yet, hence with a host.
    rpcUrls: { default: { http: [new URL(RPC_PATH, publicUrl).href] } },
  });
  const client = chainClient({ chain, transport: http(RPC_PATH), pollingInterval: POLLING_INTERVAL_MS });
  return { chain, client };
}
