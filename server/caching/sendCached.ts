import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface CachedAnswer {
  /** Names the body's content; without quotes. */
  etag: string;
  cacheControl: string;
  type: string;
  /** Others to send with it. */
  headers?: Record<string, string>;
  /** Made only when the caller does not hold it yet. */
  body: () => Promise<Uint8Array>;
}

/**
 * Answers 304 when the caller holds the body already (RFC 9110 §13.1.2), else with the body and its digest (RFC 9530), by
 * which a screen knows bytes that were spoiled on the way or on its disk.
 */
export async function sendCached(request: FastifyRequest, reply: FastifyReply, answer: CachedAnswer): Promise<void> {
  const etag = `"${answer.etag}"`;
  const held = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const headers = { ...answer.headers, etag, 'cache-control': answer.cacheControl };
  if (held?.includes(etag) || held?.includes('*')) {
    await reply.code(304).headers(headers).send();
    return;
  }
  // The headers are set once there is a body: a refusal must not be cached as if it were one.
  const body = await answer.body();
  const digest = createHash('sha256').update(body).digest('base64');
  await reply
    .headers({ ...headers, 'repr-digest': `sha-256=:${digest}:` })
    .type(answer.type)
    .send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
}
