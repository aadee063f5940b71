import { setTimeout } from 'node:timers/promises';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { Log } from '../log/createLog.js';
import {
  CALL_KINDS,
  type Concern,
  DESK_PATH,
  type DeskAnswer,
  type DeskCall,
  MAX_BODY,
  MAX_CALLS,
} from './deskCalls.js';
import { DeskAway } from './deskErrors.js';

export interface RemoteDeskOptions {
  /** The owner's, without a trailing slash. */
  url: string;
  secret: string;
  log: Log;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Milliseconds for which calls are gathered into one request: many screens speak at once. */
const GATHERING = 5;
/** Milliseconds that the owner has to answer, and for which one that did not is not asked again. */
const PATIENCE = 3000;
const REST = 2000;
/** Milliseconds for which an answer is used without asking again. */
const FRESH = 1000;
/** Answers remembered, the longest unused forgotten first. */
const REMEMBERED = 10_000;

/** What a body has around its calls, and between two. */
const ENVELOPE = '{"calls":[]}';

interface Waiting {
  /** As JSON. */
  call: string;
  resolve(value: unknown): void;
  reject(error: DeskAway): void;
}

/**
 * The desk that another node owns. Writes go there; answers are remembered, and stand for the owner while it is away, so
 * that walls keep their hangings.
 */
export function openRemoteDesk({ url, secret, log, now }: RemoteDeskOptions): DeskStore {
  const waiting: Waiting[] = [];
  const known = new Map<string, { concern: Concern; value: unknown; at: number }>();
  let gathering: Promise<void> | null = null;
  let awayUntil = 0;
  let away = false;

  async function gather(): Promise<void> {
    await setTimeout(GATHERING);
    gathering = null;
    while (waiting.length > 0) void post(waiting.splice(0, fitting()));
  }

  /** How many of those that wait go into one request. */
  function fitting(): number {
    let bytes = ENVELOPE.length;
    const beyond = waiting.findIndex(({ call }, i) => {
      bytes += Buffer.byteLength(call) + 1;
      return i === MAX_CALLS || bytes > MAX_BODY;
    });
    return beyond < 0 ? waiting.length : Math.max(1, beyond);
  }

  async function post(asked: readonly Waiting[]): Promise<void> {
    try {
      const response = await fetch(`${url}${DESK_PATH}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: `{"calls":[${asked.map(({ call }) => call).join()}]}`,
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      const { answers } = (await response.json()) as { answers: DeskAnswer[] };
      if (away) log.info({ desk: url }, 'The desk answers again.');
      away = false;
      asked.forEach(({ resolve, reject }, i) => {
        const answer = answers[i] ?? { failed: 'it gave no answer' };
        if ('failed' in answer) reject(new DeskAway(url, answer.failed));
        else resolve(answer.value);
      });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (!away) log.warn({ desk: url, problem }, 'The desk does not answer. What was last known of it is used.');
      away = true;
      awayUntil = now() + REST;
      for (const { reject } of asked) reject(new DeskAway(url, problem, error));
    }
  }

  function ask(call: DeskCall): Promise<unknown> {
    if (now() < awayUntil) return Promise.reject(new DeskAway(url, 'it did not answer a moment ago'));
    gathering ??= gather();
    return new Promise((resolve, reject) => waiting.push({ call: JSON.stringify(call), resolve, reject }));
  }

  async function remembered(concern: Concern, call: DeskCall): Promise<unknown> {
    const key = JSON.stringify([concern, call.method, call.args]);
    const held = known.get(key);
    if (held && now() - held.at < FRESH) return held.value;
    try {
      const value = await ask(call);
      known.delete(key);
      known.set(key, { concern, value, at: now() });
      if (known.size > REMEMBERED) known.delete(known.keys().next().value as string);
      return value;
    } catch (error) {
      if (held && error instanceof DeskAway) return held.value;
      throw error;
    }
  }

  async function told(concern: Concern, call: DeskCall): Promise<unknown> {
    const value = await ask(call);
    // Whoever changed something sees it changed.
    for (const answer of known.values()) if (answer.concern === concern) answer.at = Number.NEGATIVE_INFINITY;
    return value;
  }

  function concernOf(concern: Concern): unknown {
    const methods = Object.entries(CALL_KINDS[concern]).map(([method, kind]) => {
      const call = (...args: unknown[]) => {
        const made = { concern, method, args };
        if (kind === 'remembered') return remembered(concern, made);
        return kind === 'told' ? told(concern, made) : ask(made);
      };
      return [method, call] as const;
    });
    return Object.fromEntries(methods);
  }

  const concerns = (Object.keys(CALL_KINDS) as Concern[]).map((concern) => [concern, concernOf(concern)] as const);
  return {
    // One method stands for all of a concern's, which CALL_KINDS holds complete.
    ...(Object.fromEntries(concerns) as unknown as Pick<DeskStore, Concern>),
    // Its owner backs it up.
    backUp: async () => {},
    close: async () => {
      await gathering;
    },
  };
}
