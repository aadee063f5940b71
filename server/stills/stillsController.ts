import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sendCached } from '../caching/sendCached.js';
import { answersBytes, refuses } from '../docs/answers.js';
import { parse } from '../refusal/parse.js';
import { WorksService } from '../works/worksService.js';
import { StillService } from './stillService.js';

const DEFAULT_WIDTH = 800;
const MIN_WIDTH = 16;

@ApiTags('stills')
@Controller('api/works/:work')
export class StillsController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(StillService) private readonly stills: StillService,
  ) {}

  @Get('still.webp')
  @ApiOperation({ summary: 'The work as it is now, as one picture.' })
  @ApiParam({ name: 'work', example: 1 })
  @ApiQuery({
    name: 'width',
    required: false,
    description: `Pixels, ${MIN_WIDTH} to twice the canvas; ${DEFAULT_WIDTH} when left out. The height follows.`,
  })
  @answersBytes('image/webp', 'The still. Its ETag is the state’s hash and the width.')
  @refuses(400, 404, 422, 503)
  async still(
    @Param('work') work: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const live = this.works.open(work);
    const { width } = parse(widthUpTo(2 * live.manifest.canvas.width), query, 'The query');
    const snapshot = this.works.snapshot(live);
    await sendCached(request, reply, {
      etag: `${snapshot.stateHash.slice(2)}-${width}`,
      cacheControl: 'no-cache',
      type: 'image/webp',
      body: () => this.stills.still(live, snapshot, width),
    });
  }
}

/** Loose, because metadata adds `v`, the state it speaks of, so that caches elsewhere let go of the still before. */
function widthUpTo(max: number) {
  const allowed = `expected a whole number from ${MIN_WIDTH} to ${max}`;
  return z.looseObject({
    width: z
      .string(allowed)
      .regex(/^\d{1,6}$/, allowed)
      .transform(Number)
      .refine((width) => width >= MIN_WIDTH && width <= max, allowed)
      .default(DEFAULT_WIDTH),
  });
}
