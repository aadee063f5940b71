import { z } from 'zod';
import { Address, Bytes32 } from '../../engine/protocol/primitives.js';

/** An account of the local test chain. Its key is public and protects nothing. */
export const DemoWallet = z.object({ label: z.string(), address: Address, privateKey: Bytes32 });
export type DemoWallet = z.infer<typeof DemoWallet>;

/** Which chain the server follows: `GET /api/session`. Only a local one comes with wallets. */
export const World = z.object({
  chainId: z.number().int().min(1),
  local: z.boolean(),
  wallets: z.array(DemoWallet).default([]),
});
export type World = z.infer<typeof World>;
