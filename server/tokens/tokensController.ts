import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { Config } from '../config/config.js';
import { answers, refuses } from '../docs/answers.js';
import { CONFIG } from '../parts.js';
import type { LayerDetail } from '../works/answers.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import { ContractMetadata, TokenMetadata } from './metadata.js';
import { splitAskedTokenId } from './splitAskedTokenId.js';

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
    const { work, index } = splitAskedTokenId(tokenId);
    const live = this.works.open(work);
    const layer = this.works.layer(live, String(index));
    const { manifest } = live;
    return {
      name: index === MASTER ? manifest.title : `${manifest.title}: ${layer.title}`,
      description: manifest.description,
      image: this.imageOf(live, index),
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
      ...(first ? { image: this.imageOf(this.works.open(first.work), MASTER) } : {}),
      external_link: this.config.publicUrl,
    };
  }

  /** The same address that LayerMetadata writes on chain: `v` is a layer's revision, or the sum of all for a master. */
  private imageOf(live: LiveWork, index: number): string {
    const { tokens } = this.works.snapshot(live).state;
    const shown = index === MASTER ? tokens : tokens.filter((token) => token.index === index);
    const version = shown.reduce((sum, { word }) => sum + decodeWord(word).revision, 0);
    return `${this.config.publicUrl}/api/images/${tokenIdOf(live.record.work, index)}?v=${version}`;
  }
}

/** The index of a work's master. */
const MASTER = 0;

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
