import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRasterName } from '../../engine/scene/rasterName.js';
import { sendCached } from '../caching/sendCached.js';
import { answersBytes, refuses } from '../docs/answers.js';
import { unknownRaster } from '../refusal/refusals.js';
import { WorksService } from '../works/worksService.js';
import { CommissionService } from './commissionService.js';
import { goneSignal } from './goneSignal.js';
import { RasterService } from './rasterService.js';

/** A recipe's pixels never change, so neither does what lies at its hash. */
const FOR_EVER = 'public, max-age=31536000, immutable';

@ApiTags('rasters')
@Controller('api/works/:work/rasters')
export class RastersController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(CommissionService) private readonly commissions: CommissionService,
  ) {}

  @Get(':file')
  @ApiOperation({
    summary: 'The picture of a recipe, painted on demand.',
    description:
      'Named by the SHA-256 of the recipe’s canonical bytes. Only what the work’s levers can reach is painted. With -1024 ' +
      'it is as large as large walls and stills take it: four times the side, where the model has that.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @ApiParam({ name: 'file', description: '64 hex digits, `-1024` for the larger side, and `.png`' })
  @ApiQuery({ name: 'recipe', required: false, description: 'The recipe’s canonical bytes, base64url.' })
  @answersBytes('image/png', 'RGBA, straight alpha. Immutable.')
  @refuses(400, 404, 422, 429, 503)
  async raster(
    @Param('work') work: string,
    @Param('file') file: string,
    @Query('recipe') recipe: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const live = this.works.open(work);
    const [, name = ''] = /^(.+)\.png$/.exec(file) ?? [];
    const named = readRasterName(name);
    if (!named) throw unknownRaster(file);
    const gone = goneSignal(reply.raw);
    await sendCached(request, reply, {
      etag: name,
      cacheControl: FOR_EVER,
      type: 'image/png',
      body: async () =>
        (await this.rasters.stored(name)) ?? (await this.commissions.paint(live, named, recipe, request.ip, gone)),
    });
  }
}
