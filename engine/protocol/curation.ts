import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { Bytes32, type Hex, PROTOCOL_VERSION, WorkId } from './primitives.js';
import { shownText } from './shownText.js';
import type { Message } from './workState.js';

/** Hours of every day in which walls feature nobody, `from` the first minute `to` the first one after, by a zone's clock. */
export const QuietHours = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected an hour like 22:00'),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected an hour like 08:00'),
  /** An IANA time zone. */
  zone: z.string().max(64).refine(isTimeZone, 'expected a time zone like Europe/Berlin'),
});
export type QuietHours = z.infer<typeof QuietHours>;

/**
 * Server to screen: what the house makes of a work's messages. It stands beside the state, never in it: the state and its
 * hash are the chain's, and what is featured is the state less what the house keeps back. Told before the first snapshot,
 * before any delta with a message it concerns, and whenever the house decides.
 */
export const Curation = z.object({
  v: z.literal(PROTOCOL_VERSION),
  work: WorkId,
  /** Rises with every decision of the house; an older curation changes nothing. */
  rev: z.number().int().min(0),
  /** `post` features every message but those named, `pre` those named alone. */
  mode: z.enum(['pre', 'post']),
  /** By `messageId`; of live messages only. */
  named: z.array(Bytes32),
  quiet: QuietHours.nullable(),
  /** Whether visitors may light a layer on the walls. */
  spotlight: z.boolean(),
});
export type Curation = z.infer<typeof Curation>;

/**
 * Names what is said, by whom and for which token, wherever and whenever it is: what the house has decided holds also when
 * a block is mined again, or when the same is said again.
 */
export function messageId(
  work: number,
  { token, by, text, link }: Pick<Message, 'token' | 'by' | 'text' | 'link'>,
): Hex {
  return `0x${bytesToHex(sha256(utf8ToBytes(JSON.stringify([work, token, by, text, link]))))}`;
}

/**
 * The messages that are featured, in their order. Those with nothing to see in them are not.
 * @param curation  null while the house was not heard: then nobody is featured
 */
export function featuredMessages(work: number, messages: readonly Message[], curation: Curation | null): Message[] {
  if (!curation) return [];
  const named = new Set(curation.named);
  return messages.filter(
    (message) => named.has(messageId(work, message)) === (curation.mode === 'pre') && shownText(message.text) !== '',
  );
}

/** @param time  Unix milliseconds */
export function isQuiet(quiet: QuietHours | null, time: number): boolean {
  if (!quiet || quiet.from === quiet.to) return false;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: quiet.zone, hour: '2-digit', minute: '2-digit' }).format(
    time,
  );
  return quiet.from < quiet.to ? clock >= quiet.from && clock < quiet.to : clock >= quiet.from || clock < quiet.to;
}

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-GB', { timeZone: zone }));
  } catch {
    return false;
  }
}
