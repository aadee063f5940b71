import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { EngineError } from '../../engine/errors/engineError.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import type { Log } from '../log/createLog.js';
import { unknownRoute } from '../refusal/refusals.js';
import {
  CALL_KINDS,
  type Concern,
  DESK_PATH,
  type DeskAnswer,
  type DeskCall,
  MAX_BODY,
  MAX_CALLS,
} from './deskCalls.js';

const Calls = z.object({
  calls: z
    .array(z.object({ concern: z.string(), method: z.string(), args: z.array(z.unknown()).max(8) }))
    .max(MAX_CALLS),
});

/** Serves the desk to the other nodes of the farm. To whoever does not know the secret there is nothing here. */
export function serveDesk(server: FastifyInstance, desk: DeskStore, secret: string, log: Log): void {
  const expected = digest(`Bearer ${secret}`);

  server.post(DESK_PATH, { bodyLimit: MAX_BODY }, async (request, reply) => {
    const given = Calls.safeParse(request.body);
    const known = timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
    if (!known || !given.success) {
      const { status, error, message } = unknownRoute(request.method, request.url);
      return reply.code(status).send({ error, message });
    }
    // One after another: a node's later word holds.
    const answers: DeskAnswer[] = [];
    for (const call of given.data.calls) answers.push(await answer(call));
    return { answers };
  });

  async function answer({ concern, method, args }: DeskCall): Promise<DeskAnswer> {
    const methods = Object.hasOwn(CALL_KINDS, concern) ? CALL_KINDS[concern as Concern] : {};
    if (!Object.hasOwn(methods, method)) return { failed: `it knows no ${concern}.${method}: its version is another` };
    try {
      const part = desk[concern as Concern] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
      return { value: (await part[method]?.(...args)) ?? null };
    } catch (error) {
      if (!(error instanceof EngineError)) log.error({ concern, method, err: error }, 'The desk failed a call.');
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Of equal length, whatever was given. */
const digest = (text: string) => createHash('sha256').update(text).digest();
