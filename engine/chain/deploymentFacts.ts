import { z } from 'zod';
import { Address } from '../protocol/primitives.js';
import { forEachContract } from './contractAddresses.js';

/** Where a series is, as a server tells it (`GET /api/deployment`): enough to read the works without that server. */
export const DeploymentFacts = z.object({
  chainId: z.number().int().min(1),
  contracts: z.object(forEachContract(() => Address)),
});
export type DeploymentFacts = z.infer<typeof DeploymentFacts>;
