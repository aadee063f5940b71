import type { Deployment } from '../../engine/chain/contractAddresses.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { ExternalChain } from '../config/config.js';
import type { DemoWallet } from './demoWallets.js';

export interface WorldConfig {
  /** Null for the local demo world. */
  chain: ExternalChain | null;
  /** This process's alone: it holds the folder's lock. */
  dataFolder: string;
  modelFolder: string;
  /** Where people reach this server, without a trailing slash: for the token URIs of the local world. */
  publicUrl: string;
}

/** Where the works live: a chain and the contracts on it. */
export interface World extends Deployment {
  /** The nodes, the one to use first. May hold keys: they are never printed. */
  rpcUrls: string[];
  /** Where a node tells new heads; null to look for them. */
  wsUrl: string | null;
  /** Calls a second to each node at most. */
  rate: number;
  chainId: number;
  /** Whether this is the demo world, made and run by this process. */
  local: boolean;
  /** The demo world's accounts. */
  wallets?: DemoWallet[];
  /** The demo world's account that pays gas for owners. */
  relayerKey?: Hex;
  /** Saves and ends the local chain; nothing elsewhere. */
  close(): Promise<void>;
}
