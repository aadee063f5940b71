import { z } from 'zod';
import { QuietHours } from './curation.js';
import { Address, Bytes32, TokenIndex, WorkId } from './primitives.js';

/** Why the house decided so: shown to the operator and to the message's owner. */
const Reason = z.string().trim().max(200);

/** A host as `checkLink` writes it, without a port; its subdomains are meant too. */
const Host = z
  .string()
  .max(253)
  .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/, 'expected a host such as example.org, in ASCII and lower case');

/** Whom the house does not feature: whatever links to a host, or whatever an account says. */
export const Blocked = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('host'), value: Host }),
  z.strictObject({ what: z.literal('author'), value: Address }),
]);
export type Blocked = z.infer<typeof Blocked>;

/**
 * One decision of the house about messages and visitors, as the operator sends it. All of them, in their order, are what
 * holds: nothing is ever changed or taken out, a later one goes before an earlier.
 */
export const Decision = z.discriminatedUnion('kind', [
  /** Shows or keeps back what `messageId` names. */
  z.strictObject({
    kind: z.literal('ruling'),
    message: Bytes32,
    work: WorkId,
    token: TokenIndex,
    shown: z.boolean(),
    reason: Reason,
  }),
  z.strictObject({ kind: z.literal('block'), blocked: Blocked, reason: Reason }),
  z.strictObject({ kind: z.literal('unblock'), blocked: Blocked }),
  z.strictObject({ kind: z.literal('quiet'), quiet: QuietHours.nullable() }),
  z.strictObject({ kind: z.literal('spotlight'), on: z.boolean() }),
]);
export type Decision = z.infer<typeof Decision>;

/** A decision as it is kept. */
export const TakenDecision = z.object({
  /** Rises with every decision. */
  id: z.number().int().min(1),
  /** Unix milliseconds. */
  at: z.number().int().min(0),
  decision: Decision,
  /** What a ruling was about, as it stood on chain then. */
  said: z.object({ by: Address, text: z.string(), link: z.string() }).nullable(),
});
export type TakenDecision = z.infer<typeof TakenDecision>;

/** Why a message is, or is not, on the walls. `hidden` is the house's own doing, `hidden-on-chain` the moderator's. */
export const Standing = z.enum(['featured', 'waiting', 'hidden', 'hidden-on-chain', 'blank']);
export type Standing = z.infer<typeof Standing>;
