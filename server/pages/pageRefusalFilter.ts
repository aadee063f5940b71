import { type ArgumentsHost, Catch, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log/createLog.js';
import { LOG } from '../parts.js';
import { RefusalFilter } from '../refusal/refusalFilter.js';
import { refusalOf } from '../refusal/refusalOf.js';
import { PagesService } from './pagesService.js';

/** What lies below these is for programs, whatever they say that they take. */
const FOR_PROGRAMS = /^\/(api|assets|dp1|oembed|rpc|socket\.io)(\/|\?|$)/;

/** Answers a person who asks for a page that is not there with one that says so; all else is refused as everywhere. */
@Catch()
export class PageRefusalFilter extends RefusalFilter {
  constructor(
    @Inject(LOG) log: Log,
    @Inject(PagesService) private readonly pages: PagesService,
  ) {
    super(log);
  }

  override async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (refusalOf(thrown, request).error !== 'unknown-route' || !looksForPage(request)) {
      await super.catch(thrown, host);
      return;
    }
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await this.pages.send(request, reply.code(404), 'pages/nowhere/index.html', ({ unknown, front }) => ({
      title: `${unknown} · Pentimento`,
      description: front,
    }));
  }
}

/** Browsers name HTML first when a person goes somewhere, and not at all when a page asks for something. */
const looksForPage = ({ method, url, headers }: FastifyRequest) =>
  method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '') && !FOR_PROGRAMS.test(url);
