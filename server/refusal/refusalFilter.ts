import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log/createLog.js';
import { LOG } from '../parts.js';
import { refusalOf } from './refusalOf.js';

/** Turns whatever a request handler throws into a refusal with the right status. `PageRefusalFilter` is it too, and has a page for people. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void | Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refused = refusalOf(thrown, request);
    const facts = { request: request.id, method: request.method, url: request.url, status: refused.status };
    if (refused.status === 500) this.log.error({ ...facts, err: thrown }, 'A request failed.');
    else this.log.debug({ ...facts, error: refused.error }, refused.message);
    if (refused.retryAfter !== null) reply.header('retry-after', String(refused.retryAfter));
    reply.code(refused.status).type('application/json').send(refused.answer);
  }
}
