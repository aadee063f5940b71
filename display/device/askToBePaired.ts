import { z } from 'zod';
import { ScreenId } from '../../engine/protocol/plan.js';
import type { DeviceKey } from '../../engine/protocol/screenMessages.js';
import { type Clock, pauseFor } from '../session/clock.js';
import { FetchError, fetchJson } from '../work/fetchJson.js';

const Begun = z.object({ id: z.string(), code: z.string(), publicUrl: z.url() });
const Outcome = z.object({ screen: ScreenId.nullable() });

/** Milliseconds between two looks whether somebody has typed the code. */
const LOOK_MS = 2_000;
/** Milliseconds to wait when the server does not answer, or refuses. */
const RETRY_MS = 10_000;

/** A code to show and where the operator types it, or why there is none just now. */
export type Asked = { code: string; publicUrl: string } | { problem: string };

export interface AskedPairing {
  key: DeviceKey;
  clock: Clock;
  show: (asked: Asked) => void;
}

/** Shows code after code until an operator has paired this screen. @returns the screen it is from now on */
export async function askToBePaired({ key, clock, show }: AskedPairing): Promise<string> {
  const never = new AbortController().signal;
  for (;;) {
    try {
      const { id, code, publicUrl } = await fetchJson('/api/pairings', Begun, { method: 'POST', body: { key } });
      show({ code, publicUrl });
      for (;;) {
        await pauseFor(clock, LOOK_MS, never);
        const screen = await outcomeOf(id);
        if (screen === 'over') break;
        if (screen !== null) return screen;
      }
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      show({ problem: error.message });
      await pauseFor(clock, RETRY_MS, never);
    }
  }
}

/** A server that is away for a moment has not ended the pairing. */
async function outcomeOf(id: string): Promise<string | 'over' | null> {
  try {
    return (await fetchJson(`/api/pairings/${id}`, Outcome)).screen;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    return error.status === 404 ? 'over' : null;
  }
}
