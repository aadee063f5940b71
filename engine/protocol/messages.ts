import { z } from 'zod';
import type { Curation } from './curation.js';
import { Address, BlockRef, Bytes32, Epoch, PROTOCOL_VERSION, Seq, TokenIndex, Word, WorkId } from './primitives.js';
import { Message, WorkState } from './workState.js';

const Version = z.literal(PROTOCOL_VERSION);

/** One change of a work's state. Applied in order by `applyDelta`. */
export const Op = z.discriminatedUnion('op', [
  z.object({ op: z.literal('style'), token: TokenIndex, word: Word }),
  z.object({ op: z.literal('owner'), token: TokenIndex, owner: Address }),
  z.object({ op: z.literal('feature'), message: Message }),
  z.object({ op: z.literal('unfeature'), token: TokenIndex }),
]);
export type Op = z.infer<typeof Op>;

/** The whole state of a work: what a screen is answered with. */
export const Snapshot = z.object({
  v: Version,
  epoch: Epoch,
  seq: Seq,
  state: WorkState,
  stateHash: Bytes32,
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Server to screen: what changed since `prev`, at most 512 bytes for one restyle. A rollback is a delta like any other. */
export const Delta = z.object({
  v: Version,
  work: WorkId,
  epoch: Epoch,
  /** The clock this delta follows on. A screen whose clock differs asks for `sync`. */
  prev: Seq,
  seq: Seq,
  block: BlockRef,
  /** The block that last changed a word, where it is not what `restyledBy` takes it to be: after a rollback. */
  restyled: BlockRef.optional(),
  ops: z.array(Op),
  /** The hash after applying `ops` and `block`; a screen that computes another asks for `sync`. */
  stateHash: Bytes32,
});
export type Delta = z.infer<typeof Delta>;

/** Screen to server, once a connection: what it is and which work it shows. Answered with a `Snapshot`. */
export const Hello = z.object({
  v: Version,
  work: WorkId,
  client: z.string().min(1).max(64),
});
export type Hello = z.infer<typeof Hello>;

/** Screen to server: deltas since a clock. Answered with the deltas, or a snapshot when they are gone or the epoch is over. */
export const Sync = z.object({ v: Version, work: WorkId, epoch: Epoch, since: Seq });
export type Sync = z.infer<typeof Sync>;

export const SyncReply = z.union([z.object({ snapshot: Snapshot }), z.object({ deltas: z.array(Delta) })]);
export type SyncReply = z.infer<typeof SyncReply>;

/** How a page that draws is doing. */
export const Health = z.object({
  /** Frames a second while something moved last. */
  fps: z.number().min(0).max(1000),
  /** Frames that came more than 50 ms after the one before. */
  longFrames: z.number().int().min(0),
  /** Bytes of the JavaScript heap; null where the browser does not tell. */
  heap: z.number().int().min(0).nullable(),
  textures: z.number().int().min(0),
  contextLosses: z.number().int().min(0),
  /** How often it made everything anew because a frame that was due did not come. */
  rebuilds: z.number().int().min(0),
  /** When the page was opened, Unix milliseconds. */
  since: z.number().int().min(0),
  /** The build it runs. */
  version: z.string().max(80),
});
export type Health = z.infer<typeof Health>;

/** Screen to server, now and then and lossy: how it is doing. */
export const Status = z.object({
  v: Version,
  work: WorkId,
  seq: Seq,
  stateHash: Bytes32,
  phase: z.enum(['loading', 'showing', 'morphing', 'failed', 'asleep']),
  frames: z.number().int().min(0),
  health: Health.optional(),
});
export type Status = z.infer<typeof Status>;

/** Screen to server: the state at `seq` is what the wall shows now. */
export const Ready = z.object({ v: Version, work: WorkId, seq: Seq, stateHash: Bytes32 });
export type Ready = z.infer<typeof Ready>;

/**
 * Server to screen: for a while a visitor's layer is lit on the wall and the others are dimmed, or, for token 0, the credits
 * of the whole work are shown. The work's state is not touched. Another one takes its place; one of 0 ms ends it.
 */
export const Spotlight = z.object({
  v: Version,
  work: WorkId,
  token: TokenIndex,
  ms: z.number().int().min(0).max(60_000),
});
export type Spotlight = z.infer<typeof Spotlight>;

/** What a refusal names. Whatever waits names its `seconds`. */
export const RefusalFacts = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
export type RefusalFacts = z.infer<typeof RefusalFacts>;

/** What a request that cannot be served is answered with, over socket and HTTP alike. */
export const Refusal = z.object({
  /** A word for programs, in kebab case. */
  error: z.string(),
  /** A sentence in English. */
  message: z.string(),
  /** What the sentence names, for whoever says it in another language. */
  facts: RefusalFacts.optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Event names and payloads of the socket, by direction. */
export interface ServerToScreen {
  delta: (delta: Delta) => void;
  curation: (curation: Curation) => void;
  spotlight: (spotlight: Spotlight) => void;
}
export interface ScreenToServer {
  hello: (hello: Hello, reply: (answer: Snapshot | Refusal) => void) => void;
  sync: (sync: Sync, reply: (answer: SyncReply | Refusal) => void) => void;
  status: (status: Status) => void;
  ready: (ready: Ready) => void;
}
