import { z } from 'zod';
import { Health, type Refusal, Status } from './messages.js';
import { Plan } from './plan.js';
import { Bytes32, PROTOCOL_VERSION, WorkId } from './primitives.js';

/** What a paired screen and the server say to each other in the namespace `/screen`, beside what every page says. */

const Version = z.literal(PROTOCOL_VERSION);

/** Unix milliseconds. */
const Time = z.number().int().min(0);

/** By what a screen proves which one it is. */
export const DeviceKey = z.discriminatedUnion('kind', [
  /** The public half of a P-256 key pair whose other half never leaves the browser: SubjectPublicKeyInfo, base64. */
  z.object({ kind: z.literal('key'), spki: z.string().regex(/^[A-Za-z0-9+/]{60,400}={0,2}$/) }),
  /** Where the page came by plain http, and the browser makes no keys: the SHA-256 of a secret that it sends each time. */
  z.object({ kind: z.literal('secret'), sha256: Bytes32 }),
]);
export type DeviceKey = z.infer<typeof DeviceKey>;

/** What a screen's socket is opened with. */
export const DeviceProof = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('key'),
    screen: z.string().max(32),
    challenge: z.string().max(200),
    /** Of `challengeText`, ECDSA with SHA-256 as `r ‖ s`, base64. */
    signature: z.string().max(200),
  }),
  z.object({ kind: z.literal('secret'), screen: z.string().max(32), secret: z.string().max(200) }),
]);
export type DeviceProof = z.infer<typeof DeviceProof>;

/** What a screen signs: no signature made for anything else can pass for it. */
export const challengeText = (screen: string, challenge: string) => `pentimento screen ${screen}\n${challenge}`;

/** Screen to server, every ten seconds and lossy: how it is doing. */
export const Report = z.object({
  v: Version,
  /** The state it shows whole; null before the first. */
  showing: z.object({ work: WorkId, seq: z.number().int().min(0), stateHash: Bytes32 }).nullable(),
  phase: Status.shape.phase,
  asleep: z.boolean(),
  health: Health,
  timeZone: z.string().max(60),
  /** CSS pixels. */
  size: z.object({ width: z.number().int().min(0), height: z.number().int().min(0) }),
});
export type Report = z.infer<typeof Report>;

/** A state that hung from one time to another. */
export const Interval = z.object({ work: WorkId, stateHash: Bytes32, from: Time, to: Time });
export type Interval = z.infer<typeof Interval>;

/** Screen to server: what hung when. Answered once it is kept; until then the screen keeps it. */
export const Played = z.object({ v: Version, intervals: z.array(Interval).min(1).max(200) });
export type Played = z.infer<typeof Played>;
export interface PlayedReply {
  kept: number;
}

/**
 * Screen to server: everything of a change is loaded. Answered with when to begin, by the server's clock: as soon as all
 * screens of the group have said so, or the cap is over.
 */
export const Prepared = z.object({
  v: Version,
  /** What is changed to: the same on every screen of the group. */
  change: z.string().min(1).max(120),
  /** Unix milliseconds before which it must not begin. */
  notBefore: Time,
});
export type Prepared = z.infer<typeof Prepared>;
export interface Cue {
  startAt: number;
}

export const Command = z.object({ id: z.string().max(64), command: z.enum(['reload', 'identify', 'screenshot']) });
export type Command = z.infer<typeof Command>;

/** Why a screen does not do what it is told. */
export const CommandRefusal = z.enum(['nothing-shown', 'asleep', 'failed', 'unsupported']);

/** Screen to server: a command's answer. A picture is a WebP, base64. */
export const CommandReply = z.discriminatedUnion('done', [
  z.object({ id: z.string(), done: z.literal(true), picture: z.string().max(60_000).optional() }),
  z.object({ id: z.string(), done: z.literal(false), code: CommandRefusal }),
]);
export type CommandReply = z.infer<typeof CommandReply>;

/** Event names and payloads of the namespace `/screen`, by direction. */
export interface ServerToDevice {
  plan: (plan: Plan) => void;
  command: (command: Command, reply: (answer: CommandReply) => void) => void;
  /** The operator has ended this screen's pairing. */
  revoked: () => void;
}
export interface DeviceToServer {
  report: (report: Report) => void;
  played: (played: Played, reply: (answer: PlayedReply | Refusal) => void) => void;
  prepared: (prepared: Prepared, reply: (answer: Cue | Refusal) => void) => void;
  /** Answered with the server's time at once: what clocks are set by. */
  time: (reply: (now: number) => void) => void;
}
