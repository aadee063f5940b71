import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { QuietHours } from '../../engine/protocol/curation.js';
import { type Decision, Standing, TakenDecision } from '../../engine/protocol/decision.js';
import { Address, Bytes32 } from '../../engine/protocol/primitives.js';
import { Message } from '../../engine/protocol/workState.js';
import { FetchError, fetchJson } from '../work/fetchJson.js';

/** A live message as `GET /api/moderation` tells it. */
export const JudgedMessage = Message.extend({
  work: z.number(),
  id: Bytes32,
  standing: Standing,
  reason: z.string(),
  layer: z.string(),
  title: z.string(),
});
export type JudgedMessage = z.infer<typeof JudgedMessage>;

const Block = z.object({ value: z.string(), reason: z.string() });

export const House = z.object({
  mode: z.enum(['pre', 'post']),
  quiet: QuietHours.nullable(),
  spotlight: z.boolean(),
  hosts: z.array(Block),
  authors: z.array(Block.extend({ value: Address })),
  messages: z.array(JudgedMessage),
});
export type House = z.infer<typeof House>;

export interface HouseState {
  /** Null until it is read. */
  house: House | null;
  /** The newest first. */
  log: readonly TakenDecision[];
  /** Why the last thing asked for was not done, in a sentence. */
  problem: string | null;
  decide(decision: Decision): Promise<void>;
}

/** New messages come with blocks, and other operators decide too. */
const LOOK_INTERVAL_MS = 3_000;

export function useHouse(): HouseState {
  const [house, setHouse] = useState<House | null>(null);
  const [log, setLog] = useState<readonly TakenDecision[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(what: () => Promise<void>) {
    try {
      await what();
      setProblem(null);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      setProblem(error.message);
    }
  }
  async function look() {
    const [next, decisions] = await Promise.all([
      fetchJson('/api/moderation', House),
      fetchJson('/api/moderation/decisions', z.array(TakenDecision)),
    ]);
    setHouse(next);
    setLog(decisions);
  }
  useEffect(() => {
    void attempt(look);
    const timer = setInterval(() => void attempt(look), LOOK_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);

  return {
    house,
    log,
    problem,
    decide: (decision) =>
      attempt(async () => {
        await fetchJson('/api/moderation/decisions', TakenDecision, { method: 'POST', body: decision });
        await look();
      }),
  };
}
