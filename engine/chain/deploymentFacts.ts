import { z } from 'zod';
import { Address } from '../protocol/primitives.js';
import { forEachContract } from './contractAddresses.js';

/** Where a series is, as a server tells it (`GET /api/deployment`): enough to read the works without that server. */
export const DeploymentFacts = z.object({
  chainId: z.number().int().min(1),
  contracts: z.object(forEachContract(() => Address)),
  /** Only of the demo world: its node, which runs beside the server and is reached from the same machine. */
  rpcUrl: z.url().optional(),
});
export type DeploymentFacts = z.infer<typeof DeploymentFacts>;
