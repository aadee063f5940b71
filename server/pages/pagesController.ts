import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EngineService } from '../engine/engineService.js';

/** Names its scripts by their hashes, so it must be asked for each time, and they never. */
const NO_CACHE = 'no-cache';

/** The three pages, built by Vite. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(@Inject(EngineService) private readonly engine: EngineService) {}

  @Get()
  async visitors(@Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 'pages/index.html');
  }

  @Get('studio')
  async studio(@Res() reply: FastifyReply): Promise<void> {
    await sendPage(reply, 'studio/index.html');
  }

  /**
   * The page itself tells a person that a work is unknown; the status tells everything else. `index.html` is what a screen's
   * machine keeps.
   */
  @Get('screen/:work')
  async screen(@Param('work') work: string, @Res() reply: FastifyReply): Promise<void> {
    const known = work === 'index.html' || this.engine.works().some((record) => String(record.work) === work);
    await sendPage(reply.code(known || !this.engine.isLive() ? 200 : 404), 'screen/index.html');
  }
}

async function sendPage(reply: FastifyReply, file: string): Promise<void> {
  await reply.header('cache-control', NO_CACHE).sendFile(file, { cacheControl: false });
}
