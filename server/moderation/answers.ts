import { z } from 'zod';
import { QuietHours } from '../../engine/protocol/curation.js';
import { Standing } from '../../engine/protocol/decision.js';
import { Address, Bytes32, TokenIndex, WorkId } from '../../engine/protocol/primitives.js';
import { Message } from '../../engine/protocol/workState.js';
import { MODERATIONS } from '../config/config.js';

/** A live message and where it stands: what the operator sees. */
export const JudgedMessage = Message.extend({ work: WorkId, id: Bytes32, standing: Standing, reason: z.string() });
export type JudgedMessage = z.infer<typeof JudgedMessage>;

/** A live message as everybody may see it: of one that is not featured, not what it says. */
export const PublicMessage = z.object({
  id: Bytes32,
  token: TokenIndex,
  by: Address,
  block: z.number().int().min(0),
  /** Unix seconds. */
  time: z.number().int().min(0),
  standing: Standing,
  /** Why the house keeps it back, where it said so. */
  reason: z.string(),
  /** As it is shown: what turns, hides or overlays is left out. Null when it is not featured. */
  text: z.string().nullable(),
  /** Null where there is none that people may be led to. */
  link: z.object({ href: z.string(), host: z.string() }).nullable(),
});
export type PublicMessage = z.infer<typeof PublicMessage>;

const Block = z.object({ value: z.string(), reason: z.string(), at: z.number().int() });

/** What the operator sees of the house. */
export const HouseView = z.object({
  mode: z.enum(MODERATIONS),
  quiet: QuietHours.nullable(),
  spotlight: z.boolean(),
  hosts: z.array(Block),
  authors: z.array(Block),
  /** Of all works: those that wait first, then the newest first. */
  messages: z.array(JudgedMessage.extend({ layer: z.string(), title: z.string() })),
});
export type HouseView = z.infer<typeof HouseView>;
