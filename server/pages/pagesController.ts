import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EngineService } from '../engine/engineService.js';
import { PagesService, type PageTitle } from './pagesService.js';
import type { PageWords } from './pageWords.js';

/** Pixels of the still that an embed begins with; the page asks for the same. */
const EMBEDDED_WIDTH = 960;

/** The pages, built by Vite. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(PagesService) private readonly pages: PagesService,
  ) {}

  @Get()
  async front(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'pages/front/index.html', ({ house, front }) => ({
      title: house,
      description: front,
    }));
  }

  @Get('gallery')
  async gallery(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'pages/gallery/index.html', ({ gallery, galleryIs }) =>
      titled(gallery, galleryIs),
    );
  }

  @Get('mosaic')
  async mosaic(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'pages/mosaic/index.html', ({ mosaic, mosaicIs }) =>
      titled(mosaic, mosaicIs),
    );
  }

  @Get('how')
  async how(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'pages/how/index.html', ({ how, howIs }) => titled(how, howIs));
  }

  @Get('studio')
  async studio(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'studio/index.html', ({ studio, studioIs }) => titled(studio, studioIs));
  }

  @Get('work/:work')
  async work(@Param('work') work: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const title = (_: PageWords, name: string) => titled(name, name);
    await this.pages.sendOfWork(request, reply, { file: 'pages/work/index.html', work, title, first: 'hung' });
  }

  @Get('work/:work/token/:index')
  async token(
    @Param('work') work: string,
    @Param('index') index: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const title = ({ layerOf }: PageWords, name: string, token: string) =>
      titled(index === '0' ? name : layerOf(token, name), name);
    await this.pages.sendOfWork(request, reply, { file: 'pages/token/index.html', work, index, title, first: null });
  }

  @Get('work/:work/sale')
  async sale(@Param('work') work: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const title = ({ sale, saleIs }: PageWords, name: string) => titled(sale(name), saleIs(name));
    await this.pages.sendOfWork(request, reply, { file: 'pages/sale/index.html', work, title, first: null });
  }

  @Get('work/:work/auction/:index')
  async auction(
    @Param('work') work: string,
    @Param('index') index: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const title = ({ auction, auctionIs }: PageWords, name: string, token: string) =>
      titled(auction(token), auctionIs(token, name));
    await this.pages.sendOfWork(request, reply, { file: 'pages/auction/index.html', work, index, title, first: null });
  }

  @Get('work/:work/puzzle')
  async puzzle(@Param('work') work: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const title = ({ puzzle, puzzleIs }: PageWords, name: string) => titled(puzzle(name), puzzleIs(name));
    await this.pages.sendOfWork(request, reply, { file: 'pages/puzzle/index.html', work, title, first: null });
  }

  /** For frames of other pages; `servePages` lets any page have it in one. */
  @Get('embed/:work')
  async embed(@Param('work') work: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const title = (_: PageWords, name: string) => titled(name, name);
    await this.pages.sendOfWork(request, reply, { file: 'pages/embed/index.html', work, title, first: EMBEDDED_WIDTH });
  }

  /** Where the code beside a wall leads. */
  @Get('visit/:work')
  async visit(@Param('work') work: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const title = ({ visit, visitIs }: PageWords, name: string) => titled(visit(name), visitIs(name));
    await this.pages.sendOfWork(request, reply, { file: 'visit/index.html', work, title, first: null });
  }

  /** What lies behind it asks for the operator's token itself. */
  @Get('moderation')
  async moderation(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.send(request, reply, 'moderation/index.html', ({ moderation, moderationIs }) =>
      titled(moderation, moderationIs),
    );
  }

  /** A screen of the gallery's own: it asks to be paired, or does what the desk planned. */
  @Get('screen')
  async device(@Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, 'screen/index.html');
  }

  /** What whoever runs the gallery sees of it. */
  @Get('screens')
  async operator(@Res() reply: FastifyReply): Promise<void> {
    await sendFile(reply, 'operator/index.html');
  }

  /**
   * The page itself tells a person that a work is unknown; the status tells everything else. `index.html` is what a screen's
   * machine keeps.
   */
  @Get('screen/:work')
  async screen(@Param('work') work: string, @Res() reply: FastifyReply): Promise<void> {
    const known = work === 'index.html' || this.engine.works().some((record) => String(record.work) === work);
    await sendFile(reply.code(known || !this.engine.isLive() ? 200 : 404), 'screen/index.html');
  }
}

/** A page of the house, as a tab names it. */
const titled = (title: string, description: string): PageTitle => ({ title: `${title} · Pentimento`, description });

/** Pages that nobody passes on to others. */
async function sendFile(reply: FastifyReply, file: string): Promise<void> {
  await reply.header('cache-control', 'no-cache').sendFile(file, { cacheControl: false });
}
