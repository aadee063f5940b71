import type { DeskStore } from '../../engine/state/deskStore.js';

/** A part of the desk by its name. */
export type Concern = Exclude<keyof DeskStore, 'backUp' | 'close'>;

/**
 * What calling a method of the desk from another process means: a write is `told` to the owner, a question is `asked`
 * anew each time, and an answer that does not hang on the time of asking is `remembered` for as long as the owner is away.
 */
export type CallKind = 'told' | 'asked' | 'remembered';

/** Every method of every concern; one that is missing here does not compile. */
export const CALL_KINDS: { [C in Concern]: Record<keyof DeskStore[C], CallKind> } = {
  statuses: { record: 'told', all: 'remembered' },
  sessions: { begin: 'told', lastsUntil: 'asked', end: 'told' },
  screens: {
    all: 'remembered',
    find: 'remembered',
    save: 'told',
    revoke: 'told',
    beginPairing: 'told',
    pairing: 'asked',
    waiting: 'asked',
    pair: 'told',
  },
  playlists: { all: 'remembered', find: 'remembered', save: 'told', remove: 'told' },
  groups: { all: 'remembered', find: 'remembered', save: 'told', remove: 'told' },
  plays: { append: 'told', between: 'asked' },
  decisions: { take: 'told', since: 'asked' },
};

/** Where the owner answers; never passed on by a proxy in front of it. */
export const DESK_PATH = '/api/desk/calls';

/** One call of the desk as it goes over the wire. */
export interface DeskCall {
  concern: string;
  method: string;
  args: unknown[];
}

/** What it came to: nothing given is null. */
export type DeskAnswer = { value: unknown } | { failed: string };

/** Calls in one request at most, and its bytes: a screen's proof of play is the largest call there is, some 30 KB. */
export const MAX_CALLS = 64;
export const MAX_BODY = 1 << 20;
