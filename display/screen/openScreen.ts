import { z } from 'zod';
import { Snapshot, type Status } from '../../engine/protocol/messages.js';
import type { Composite, CompositeDiagnostics } from '../composite/createComposite.js';
import type { Going } from '../composite/createStage.js';
import { refusalText } from '../language/refusalText.js';
import { type Clock, pauseFor } from '../session/clock.js';
import { openSession, type Session } from '../session/openSession.js';
import type { OpenTransport } from '../session/transport.js';
import { FetchError } from '../work/fetchJson.js';
import { ToldWork, type Work, workOf } from '../work/loadWork.js';
import type { ScreenMemory } from './screenMemory.js';

export interface ScreenOptions {
  /** What the screen draws on. */
  composite: Pick<Composite, 'show' | 'setAsleep'> & { diagnostics: Pick<CompositeDiagnostics, 'phase'> };
  clock: Clock;
  openTransport: OpenTransport;
  /** @throws FetchError with a sentence to show */
  fetchWork: (work: number) => Promise<ToldWork>;
  memory: ScreenMemory;
  /** What this wall calls itself. */
  name: string;
  /** How it is doing, for its heartbeat. */
  status: () => Omit<Status, 'v' | 'work' | 'seq' | 'stateHash'>;
  /** 0…1, as `Math.random`. */
  random: () => number;
}

/** A work that hangs, as far as it never changes. */
export type HungWork = Omit<Work, 'now'>;

export interface ScreenEvents {
  /** Another work takes its turn: what this session tells from now on is of the work that hangs, or is about to. */
  follow: { work: HungWork; session: Session };
  /** The newest state of the work that hangs; what the wall shows may lag by a morph. */
  state: { work: HungWork; snapshot: Snapshot };
  /** The wall shows this state whole. The first of a work says that it hangs. */
  shown: { work: HungWork; snapshot: Snapshot };
  connection: 'up' | 'down';
  asleep: boolean;
  /** Why there is nothing to show yet, in a sentence; null when that is over. Never said while art hangs. */
  trouble: string | null;
}

/** When to go over to a state, once all of it is loaded: milliseconds since 1970 by the server's clock. */
export type CueOf = (snapshot: Snapshot) => Promise<number>;

export interface ScreenState {
  /** The work that hangs, or is about to. */
  work: number | null;
  connection: 'up' | 'down';
  snapshot: Snapshot | null;
  /** When the newest state was heard of, milliseconds since 1970. */
  heardAt: number | null;
  /** The newest state the wall has shown whole. */
  shown: Snapshot | null;
}

/**
 * One wall: which work hangs, in which state. It knows nothing of pages and machines; everything it needs is handed to it,
 * so that it runs anywhere, with time that a test lets pass.
 *
 * A programme calls `hang` for each work of its list; what hangs stays until the next is whole. What must not disturb a
 * transition, a new build for one, waits for `whenCalm`.
 */
export interface Screen {
  readonly state: ScreenState;
  /**
   * Hangs a work in the place of what hangs, from this machine's memory first where it was here before, and follows it
   * from then on. It is asked for until it can be had, or another is asked for.
   * @param going how to go over from another work
   * @returns true once the wall shows it whole, false when another was asked for meanwhile
   */
  hang(work: number, going?: Going): Promise<boolean>;
  /** Draws nothing while asleep, and follows the work all the same. */
  setAsleep(isAsleep: boolean): void;
  /** Has every change of the work that hangs begin when it is told to, in step with other screens; null for at once. */
  setCue(cueOf: CueOf | null): void;
  /** Calls once nothing moves: at once, or after the transition that goes on. */
  whenCalm(action: () => void): void;
  /** The composite shows a scene of this time whole: that much this machine can show again without a network. */
  arrived(sceneTime: number): void;
  /** The network may be back: no need to wait for the next try. */
  hurry(): void;
  /** @returns a function that ends the listening */
  on<E extends keyof ScreenEvents>(event: E, listener: (payload: ScreenEvents[E]) => void): () => void;
  close(): void;
}

/** How long the screen waits before it asks again for a work it could not load. */
const LOAD_RETRY_MS = 10_000;
/** How often it looks whether all is calm. */
const CALM_LOOK_MS = 250;

/** A state that was shown whole, and the time that the scene was of. */
const KeptState = z.object({ snapshot: Snapshot, sceneTime: z.number() });
type KeptState = z.infer<typeof KeptState>;

/** A work that hangs, and what is known of it. */
interface Hung {
  work: HungWork;
  session: Session;
  /** What the composite goes to, or shows. */
  showing: Snapshot | null;
  heardAt: number | null;
  shown: Snapshot | null;
}

export function openScreen(options: ScreenOptions): Screen {
  const { composite, clock, openTransport, fetchWork, memory, name, status, random } = options;
  const listeners: { [E in keyof ScreenEvents]: Set<(payload: ScreenEvents[E]) => void> } = {
    follow: new Set(),
    state: new Set(),
    shown: new Set(),
    connection: new Set(),
    asleep: new Set(),
    trouble: new Set(),
  };
  let hung: Hung | null = null;
  let wanted: number | null = null;
  let cueOf: CueOf | null = null;
  let superseded = new AbortController();

  async function hang(number: number, going: Going = {}): Promise<boolean> {
    superseded.abort();
    superseded = new AbortController();
    const { signal } = superseded;
    wanted = number;
    const kept = await keptWork(number);
    const told = kept?.told ?? (await tellPatiently(number, signal));
    if (!told || signal.aborted) return false;
    if (kept) void refresh(number).catch(() => {});
    const work = workOf(told);
    const session = openSession({
      work: number,
      client: name,
      clock,
      openTransport,
      random,
      status,
      kept: kept?.state.snapshot ?? null,
    });
    const next: Hung = { work, session, showing: null, heardAt: null, shown: null };
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        if (hung !== next) session.close();
        resolve(false);
      });
      session.on('state', take);
      session.on('connection', (connection) => {
        if (hung === next || !hung) emit('connection', connection);
      });
      session.on('refusal', (refusal) => {
        if (!hung?.shown) emit('trouble', refusalText(refusal));
      });
      if (kept) void begin(kept.state);

      async function take(snapshot: Snapshot) {
        if (signal.aborted) return;
        follow();
        if (await show(next, snapshot, next.shown ? change(snapshot) : going)) resolve(true);
      }

      /** What hung is followed no more. */
      function follow() {
        if (hung === next) return;
        hung?.session.close();
        hung = next;
        emit('follow', { work, session });
      }

      /** First as it was when it was shown last, whose rasters are here, then as it is now. */
      async function begin({ snapshot, sceneTime }: KeptState) {
        follow();
        if (await show(next, snapshot, { ...going, asOf: sceneTime })) {
          resolve(true);
          if (session.snapshot === snapshot) await take(snapshot);
        }
      }
    });
  }

  /** @returns whether the wall shows it now, whole */
  async function show(next: Hung, snapshot: Snapshot, going: Going): Promise<boolean> {
    next.showing = snapshot;
    next.heardAt = clock.now();
    emit('state', { work: next.work, snapshot });
    const { tokens, restyled } = snapshot.state;
    const shown = { work: next.work, words: tokens.map(({ word }) => word), restyled };
    const isShown = await composite.show(shown, going).catch((cause) => {
      // The art that hangs stays; the server and the manifest disagree, and the operator sees it here.
      console.error('The state could not be shown.', cause);
      return false;
    });
    if (!isShown || hung !== next) return false;
    next.shown = snapshot;
    next.session.ready(snapshot);
    emit('trouble', null);
    emit('shown', { work: next.work, snapshot });
    return true;
  }

  /** What this machine holds of a work, if all of it is still of this version. */
  async function keptWork(number: number): Promise<{ told: ToldWork; state: KeptState } | null> {
    const [told, state] = await Promise.all([memory.kept(workKey(number)), memory.kept(stateKey(number))]);
    const parsed = { told: ToldWork.safeParse(told), state: KeptState.safeParse(state) };
    return parsed.told.success && parsed.state.success ? { told: parsed.told.data, state: parsed.state.data } : null;
  }

  /** The work, however long its server takes to come up; null once nobody wants it. */
  async function tellPatiently(number: number, signal: AbortSignal): Promise<ToldWork | null> {
    while (!signal.aborted) {
      try {
        return await refresh(number);
      } catch (cause) {
        if (!(cause instanceof FetchError)) throw cause;
        if (!hung?.shown && !signal.aborted) emit('trouble', cause.message);
        await pauseFor(clock, LOAD_RETRY_MS, signal);
      }
    }
    return null;
  }

  async function refresh(number: number): Promise<ToldWork> {
    const told = await fetchWork(number);
    void memory.keep(workKey(number), told);
    return told;
  }

  function change(snapshot: Snapshot): Going {
    const asked = cueOf;
    return asked ? { cue: () => asked(snapshot) } : {};
  }

  function whenCalm(action: () => void) {
    if (composite.diagnostics.phase !== 'morphing') return action();
    clock.after(CALM_LOOK_MS, () => whenCalm(action));
  }

  function emit<E extends keyof ScreenEvents>(event: E, payload: ScreenEvents[E]) {
    for (const listener of listeners[event]) listener(payload);
  }

  return {
    get state() {
      return {
        work: wanted,
        connection: hung?.session.connection ?? 'down',
        snapshot: hung?.session.snapshot ?? null,
        heardAt: hung?.heardAt ?? null,
        shown: hung?.shown ?? null,
      };
    },
    hang,
    setAsleep(isAsleep) {
      composite.setAsleep(isAsleep);
      emit('asleep', isAsleep);
    },
    setCue(next) {
      cueOf = next;
    },
    whenCalm,
    arrived(sceneTime) {
      if (hung?.showing) void memory.keep(stateKey(hung.work.description.work), { snapshot: hung.showing, sceneTime });
    },
    hurry: () => hung?.session.hurry(),
    on(event, listener) {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
    close() {
      superseded.abort();
      hung?.session.close();
      hung = null;
    },
  };
}

const workKey = (work: number) => `work ${work}`;
const stateKey = (work: number) => `state ${work}`;
