import { createPublicClient, http, type PublicClient } from 'viem';

export interface RpcClientOptions {
  /** http(s) address of a node's JSON-RPC. May hold a key: it is never printed, see `hostOf`. */
  url: string;
  /** How long an answer may take. */
  timeoutMs?: number;
}

/**
 * The one place that makes the client with which the engine reads the chain. Calls made together travel in one request.
 * Nothing is retried or cached here: the follower decides what a failure means, and asks for the head of this moment.
 */
export function createRpcClient({ url, timeoutMs = 10_000 }: RpcClientOptions): PublicClient {
  return createPublicClient({
    transport: http(url, { batch: { batchSize: 100 }, retryCount: 0, timeout: timeoutMs }),
    cacheTime: 0,
  });
}

/** What may be printed of a node's address. */
export function hostOf(client: PublicClient): string {
  const { url } = client.transport as { url?: string };
  return url && URL.canParse(url) ? new URL(url).host : client.transport.type;
}
