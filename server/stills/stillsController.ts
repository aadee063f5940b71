import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StillFormat } from '../../engine/composite/encodeStill.js';
import { sceneHash } from '../../engine/scene/sceneHash.js';
import { sheetColumns, sheetOf } from '../../engine/scene/sheetOf.js';
import { sendCached } from '../caching/sendCached.js';
import { answersBytes, refuses } from '../docs/answers.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { notAcceptable, tooManyStills, unknownStill } from '../refusal/refusals.js';
import { type LiveWork, NOW, WorksService } from '../works/worksService.js';
import { readSheetCell, SHEET_CELLS } from './sheetQuery.js';
import { FORMAT_OF_EXTENSION, formatAccepted } from './stillFormats.js';
import { MIN_STILL_WIDTH, readStillQuery } from './stillQuery.js';
import { type StillOf, StillService } from './stillService.js';

/** A scene's hash holds everything its pixels depend on, so what lies at it never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** Stills of other moments than now may have to be painted anew, each of them. A time-lapse takes a dozen a second. */
const PAST_STILLS = { capacity: 120, perSecond: 12 };

const asksWidth = ApiQuery({
  name: 'width',
  required: false,
  description: `Pixels, from ${MIN_STILL_WIDTH} to twice the canvas, but no edge beyond 8192; 800 when left out. The height follows.`,
});
const asksBlock = ApiQuery({ name: 'block', required: false, description: 'The block to show the work at; else now.' });
const asksStep = ApiQuery({
  name: 'step',
  required: false,
  description: 'Drift steps since the last restyle by then; of a given block 0 when left out.',
});

@ApiTags('stills')
@Controller('api/works/:work')
export class StillsController {
  private readonly buckets = createTokenBuckets({ ...PAST_STILLS, now: () => performance.now() });

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(StillService) private readonly stills: StillService,
  ) {}

  @Get(['still', ...Object.keys(FORMAT_OF_EXTENSION).map((extension) => `still.${extension}`)])
  @ApiOperation({
    summary: 'The work as one picture: now, or at any moment of its life.',
    description: 'Without an extension as what Accept prefers. Content-Location is where the very still can be kept.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @asksWidth
  @asksBlock
  @asksStep
  @answersBytes('image/*', 'The still. Its ETag is the scene’s hash, the width and the format.')
  @refuses(400, 404, 406, 422, 429, 503)
  async still(
    @Param('work') work: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const live = this.works.open(work);
    const extension = /\.([a-z]+)$/.exec(request.url.split('?')[0] ?? '')?.[1];
    const format = extension ? FORMAT_OF_EXTENSION[extension] : formatAccepted(request.headers.accept);
    if (!format) throw notAcceptable();
    const { still, address } = this.asked(live, query, format);
    await sendCached(request, reply, {
      etag: this.stills.name(still),
      cacheControl: 'no-cache',
      type: `image/${format}`,
      headers: { 'content-location': address, ...(!extension && { vary: 'Accept' }) },
      body: () => this.made(live, still, request.ip),
    });
  }

  @Get('stills/:file')
  @ApiOperation({
    summary: 'The still of a scene, which never changes.',
    description: 'The address that a still’s Content-Location gives; it says at which moment the scene is found.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @ApiParam({ name: 'file', description: 'The scene’s hash, 64 hex digits, and .webp, .png, .avif or .jpg' })
  @asksWidth
  @asksBlock
  @asksStep
  @answersBytes('image/*', 'The still. Immutable.')
  @refuses(400, 404, 422, 429, 503)
  async stillOfScene(
    @Param('work') work: string,
    @Param('file') file: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const live = this.works.open(work);
    const [, hash, extension = ''] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(file) ?? [];
    const format = FORMAT_OF_EXTENSION[extension];
    if (!hash || !format) throw unknownStill(file);
    const { still } = this.asked(live, query, format);
    // A reorganisation can put another scene in its place.
    if (sceneHash(still.scene) !== hash) throw unknownStill(file);
    await sendCached(request, reply, {
      etag: this.stills.name(still),
      cacheControl: FOR_EVER,
      type: `image/${format}`,
      body: () => this.made(live, still, request.ip),
    });
  }

  @Get('layers.webp')
  @ApiOperation({
    summary: 'Every layer of the work by itself, side by side in one picture: for mosaics and lists.',
    description:
      'Rows of ceil(√n) cells for n layers, the first layer first, each in its own colours on the work’s ground.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @ApiQuery({ name: 'cell', required: false, enum: [...SHEET_CELLS], description: 'Pixels of a cell’s edge; else 64.' })
  @answersBytes('image/webp', 'The sheet. Its ETag changes with the work.')
  @refuses(400, 404, 422, 503)
  async sheet(
    @Param('work') work: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const live = this.works.open(work);
    const cell = readSheetCell(query);
    // As the last restyle left them: layers that walk would make a sheet of their own each step.
    const scene = sheetOf(this.works.scene(live, this.works.snapshot(live)));
    const still = { scene, width: sheetColumns(scene.layers.length) * cell, format: 'webp' } as const;
    await sendCached(request, reply, {
      etag: this.stills.name(still),
      cacheControl: 'no-cache',
      type: 'image/webp',
      body: () => this.stills.still(still, 'preview'),
    });
  }

  /** @returns the still a query asks for, and the address it has for ever */
  private asked(live: LiveWork, query: unknown, format: StillFormat): { still: StillOf; address: string } {
    const { width, ...asked } = readStillQuery(query, live.manifest);
    const { scene, moment } = this.works.sceneAt(live, asked, Date.now() / 1000);
    const file = `${sceneHash(scene)}.${format === 'jpeg' ? 'jpg' : format}`;
    const when = `width=${width}&block=${moment.blockNumber}&step=${moment.step}`;
    const address = `/api/works/${live.record.work}/stills/${file}?${when}`;
    return { still: { scene, width, format }, address };
  }

  /** What is on the wall comes before what was, and what was is painted only so often for one address. */
  private made(live: LiveWork, still: StillOf, ip: string): Promise<Uint8Array> {
    const shown = this.works.sceneAt(live, NOW, Date.now() / 1000).scene;
    if (sceneHash(shown) === sceneHash(still.scene)) return this.stills.still(still, 'live');
    if (!this.stills.isHeld(still)) {
      const wait = this.buckets.take(ip);
      if (wait > 0) throw tooManyStills(wait);
    }
    return this.stills.still(still, 'preview');
  }
}
