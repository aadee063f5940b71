import { Body, Controller, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { NearestStyle } from '../../engine/protocol/nearestStyle.js';
import { answers, refuses } from '../docs/answers.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { noPicture, tooManyRequests } from '../refusal/refusals.js';
import { WorksService } from '../works/worksService.js';
import { NearestService } from './nearestService.js';

/** A picture takes a thread for a second at most, and one at a time is read. */
const PICTURES = { capacity: 6, perSecond: 0.2 };

@ApiTags('works')
@Controller('api/works/:work/layers/:index/nearest')
export class NearestController {
  private readonly buckets = createTokenBuckets({ ...PICTURES, now: () => performance.now() });

  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(NearestService) private readonly nearest: NearestService,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Where a layer’s levers come nearest to a picture.',
    description: 'By the model’s encoder: an approximation. The picture is looked at and not kept.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @ApiParam({ name: 'index', example: 3 })
  @ApiBody({
    description: 'A PNG, JPEG or WebP file of at most 8 MB.',
    schema: { type: 'string', format: 'binary' },
  })
  @answers(NearestStyle, 'Places of levers, and how near they come.')
  @refuses(400, 404, 413, 415, 422, 429, 503)
  async find(
    @Param('work') work: string,
    @Param('index') index: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
  ): Promise<NearestStyle> {
    const live = this.works.open(work);
    const layer = this.works.layer(live, index);
    if (!Buffer.isBuffer(body) || body.length === 0) throw noPicture();
    const wait = this.buckets.take(request.ip);
    if (wait > 0) throw tooManyRequests(wait);
    return this.nearest.find(live, layer.index, body);
  }
}
