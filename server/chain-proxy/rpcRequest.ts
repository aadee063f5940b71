import { z } from 'zod';

/** What pages may ask the chain. Reading and sending what concerns a work needs no more. */
export const ALLOWED_METHODS = [
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByNumber',
  'eth_getCode',
  'eth_getTransactionByHash',
  'eth_getTransactionBySenderAndNonce',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
] as const;

/** How many requests one HTTP request may carry. */
const MAX_BATCH = 20;

const RpcId = z.union([z.string().max(100), z.number(), z.null()]);

/** A JSON-RPC 2.0 request as pages send it. */
export const RpcRequest = z.object({
  jsonrpc: z.literal('2.0'),
  id: RpcId,
  method: z.string().max(100),
  params: z.array(z.unknown()).max(10).default([]),
});
export type RpcRequest = z.infer<typeof RpcRequest>;

export const RpcBatch = z.array(RpcRequest).min(1).max(MAX_BATCH);

/** What the chain answers to one request. */
export const RpcAnswer = z.union([
  z.object({ jsonrpc: z.literal('2.0'), id: RpcId, result: z.unknown() }),
  z.object({
    jsonrpc: z.literal('2.0'),
    id: RpcId,
    error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }),
  }),
]);
export type RpcAnswer = z.infer<typeof RpcAnswer>;
