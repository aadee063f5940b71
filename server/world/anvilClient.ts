import { createTestClient, http, type TestClient } from 'viem';
import type { Hex } from '../../engine/protocol/primitives.js';
import { localChain } from './localChain.js';

/** What an anvil says of itself. */
export interface AnvilMetadata {
  /** Other for every run. */
  instanceId: string;
  /** Of the newest block. */
  latestBlockHash: Hex;
}

/** Milliseconds an answer may take: a save of a chain of days is tens of megabytes. */
const TIMEOUT = 60_000;

/** The RPC address of the anvil at a port of this machine. */
export function anvilUrl(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/** Asks an anvil what no other node knows. */
export function createAnvilClient(port: number): TestClient<'anvil'> {
  const transport = http(anvilUrl(port), { retryCount: 0, timeout: TIMEOUT });
  return createTestClient({ mode: 'anvil', chain: localChain, transport });
}

/** Throws when no anvil answers. */
export async function metadataOf(client: TestClient<'anvil'>): Promise<AnvilMetadata> {
  return client.request<{ Parameters?: undefined; ReturnType: AnvilMetadata }>({ method: 'anvil_metadata' });
}
