import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Log } from './createLog.js';
import { inRequest } from './requestContext.js';

/** One line a request, below `info`: a wall asks for many pictures. The request's id is told to the caller too. */
export function logRequests(app: NestFastifyApplication, log: Log): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    inRequest(String(request.id), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const facts = { method: request.method, url: request.url, ip: request.ip };
    log.debug({ ...facts, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'Answered.');
    done();
  });
}
