import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import { splitTokenId } from '../../engine/scene/tokenId.js';
import type { Config } from '../config/config.js';
import { answers, refuses } from '../docs/answers.js';
import { CONFIG } from '../parts.js';
import { unknownToken } from '../refusal/refusals.js';
import type { LayerDetail } from '../works/answers.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import { ContractMetadata, TokenMetadata } from './metadata.js';

/** Pixels of a still in metadata: what marketplaces show large. */
const IMAGE_WIDTH = 1024;

@ApiTags('tokens')
@Controller('api')
export class TokensController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('tokens/:tokenId')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary: 'A token’s ERC-721 metadata.',
    description: 'A master shows the work, a layer its own raster.',
  })
  @ApiParam({ name: 'tokenId', example: '65537', description: 'Decimal: work × 65536 + index.' })
  @answers(TokenMetadata, 'The metadata. Its image’s address changes with the style.')
  @refuses(404, 422, 503)
  token(@Param('tokenId') tokenId: string): TokenMetadata {
    if (!/^\d{1,15}$/.test(tokenId)) throw unknownToken(tokenId);
    const { work, index } = splitTokenId(BigInt(tokenId));
    const live = this.works.open(work);
    const layer = this.works.layer(live, String(index));
    const { manifest } = live;
    return {
      name: index === 0 ? manifest.title : `${manifest.title}: ${layer.title}`,
      description: manifest.description,
      image: index === 0 ? this.stillOf(live) : this.rasterOf(live, index),
      external_url: `${this.config.publicUrl}/screen/${work}`,
      attributes: attributesOf(layer),
    };
  }

  @Get('contract')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The token contract’s ERC-7572 metadata.' })
  @answers(ContractMetadata, 'The metadata.')
  contract(): ContractMetadata {
    const [first] = this.works.list();
    return {
      name: 'Pentimento',
      description: 'Layers of living paintings. Whoever owns a layer may restyle it; the work changes with it.',
      ...(first ? { image: this.stillOf(this.works.open(first.work)) } : {}),
      external_link: this.config.publicUrl,
    };
  }

  private stillOf(live: LiveWork): string {
    const version = this.works.snapshot(live).stateHash.slice(2, 14);
    return `${this.config.publicUrl}/api/works/${live.record.work}/still.webp?width=${IMAGE_WIDTH}&v=${version}`;
  }

  private rasterOf(live: LiveWork, index: number): string {
    const layer = this.works.scene(live, this.works.snapshot(live)).layers.find(({ token }) => token === index);
    if (!layer) throw unknownToken(String(index));
    return `${this.config.publicUrl}${recipeUrl(live.record.work, layer.recipe)}`;
  }
}

function attributesOf({ levers, revision, frozen }: LayerDetail): TokenMetadata['attributes'] {
  return [
    ...levers.map(({ label, value }) => ({
      trait_type: label,
      value: typeof value === 'boolean' ? yesOrNo(value) : value,
    })),
    { trait_type: 'Revision', value: revision, display_type: 'number' },
    { trait_type: 'Frozen', value: yesOrNo(frozen) },
  ];
}

const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');
