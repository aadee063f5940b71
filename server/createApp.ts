import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Log } from './log/createLog.js';
import { createNestLog } from './log/createNestLog.js';
import { logRequests } from './log/logRequests.js';
import { BODY_LIMIT, PICTURE_LIMIT } from './refusal/refusalOf.js';
import { malformedRequest } from './refusal/refusals.js';

/**
 * The HTTP server of a role, as all of them answer.
 * @param trustedProxies addresses whose word is taken for who asks
 */
export async function createApp(
  root: DynamicModule,
  trustedProxies: readonly string[],
  log: Log,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // People type `/studio/` as well.
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: () => randomUUID().slice(0, 8),
    // Nobody else may say who asks.
    trustProxy: [...trustedProxies],
    // What the router itself cannot read never reaches the refusal filter.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      const { status, error, message } = malformedRequest();
      void reply.code(status).type('application/json').send({ error, message });
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: createNestLog(log),
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useBodyParser(['image/png', 'image/jpeg', 'image/webp'], { bodyLimit: PICTURE_LIMIT });
  logRequests(app, log);
  return app;
}
