import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { recipeHash } from '../../engine/scene/encodeRecipe.js';
import type { Scene } from '../../engine/scene/scene.js';
import { type CachedAnswer, sendCached } from '../caching/sendCached.js';
import { answersBytes, refuses } from '../docs/answers.js';
import { RasterService } from '../rasters/rasterService.js';
import { unknownLayer } from '../refusal/refusals.js';
import { maxStillWidth } from '../stills/stillQuery.js';
import { StillService } from '../stills/stillService.js';
import { type LiveWork, NOW, WorksService } from '../works/worksService.js';
import { splitAskedTokenId } from './splitAskedTokenId.js';

/** Pixels of a master's still: what marketplaces show large. */
const STILL_WIDTH = 1024;

/** Where the metadata that LayerMetadata writes on chain finds its pictures. */
@ApiTags('tokens')
@Controller('api/images')
export class ImagesController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(RasterService) private readonly rasters: RasterService,
    @Inject(StillService) private readonly stills: StillService,
  ) {}

  @Get(':tokenId')
  @ApiOperation({
    summary: 'A token’s picture as it is now.',
    description: 'A master shows the whole work, a layer its own raster.',
  })
  @ApiParam({ name: 'tokenId', example: '65537', description: 'Decimal: work × 65536 + index.' })
  @ApiQuery({
    name: 'v',
    required: false,
    description: 'The revision whoever asks has heard of, so that caches elsewhere let go of the picture before.',
  })
  @answersBytes('image/*', 'PNG for a layer, WebP for a master. Its ETag is the raster’s or the still’s.')
  @refuses(404, 422, 503)
  async image(
    @Param('tokenId') tokenId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { work, index } = splitAskedTokenId(tokenId);
    const live = this.works.open(work);
    await sendCached(request, reply, index === 0 ? this.still(live) : this.raster(live, index));
  }

  private still(live: LiveWork): CachedAnswer {
    const scene = this.sceneNow(live);
    const still = { scene, width: Math.min(STILL_WIDTH, maxStillWidth(live.manifest.canvas)), format: 'webp' } as const;
    return {
      etag: this.stills.name(still),
      cacheControl: 'no-cache',
      type: 'image/webp',
      body: () => this.stills.still(still, 'live'),
    };
  }

  private raster(live: LiveWork, index: number): CachedAnswer {
    const layer = this.sceneNow(live).layers.find(({ token }) => token === index);
    if (!layer) throw unknownLayer(live.record.work, String(index), live.record.layers);
    return {
      etag: recipeHash(layer.recipe),
      cacheControl: 'no-cache',
      type: 'image/png',
      body: () => this.rasters.png(layer.recipe, 'live'),
    };
  }

  private sceneNow(live: LiveWork): Scene {
    return this.works.sceneAt(live, NOW, Date.now() / 1000).scene;
  }
}
