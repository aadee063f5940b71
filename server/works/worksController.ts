import { Controller, Get, Header, Inject, Param, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { forEachContract } from '../../engine/chain/contractAddresses.js';
import { DeploymentFacts } from '../../engine/chain/deploymentFacts.js';
import { AccountLayer } from '../../engine/protocol/accountLayer.js';
import { Snapshot } from '../../engine/protocol/messages.js';
import { LANGUAGES } from '../../engine/protocol/pickLanguage.js';
import { Address } from '../../engine/protocol/primitives.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';
import { answers, refuses } from '../docs/answers.js';
import { languageOf } from '../language/languageOf.js';
import { WORLD } from '../parts.js';
import { parse } from '../refusal/parse.js';
import type { World } from '../world/world.js';
import { Credit, LayerDetail, Market, Session, StyleChange, WorkChange, WorkInWords, WorkSummary } from './answers.js';
import { WorksService } from './worksService.js';

@ApiTags('works')
@Controller('api')
export class WorksController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(WORLD) private readonly world: World,
  ) {}

  @Get('works')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The works this server follows.' })
  @answers(z.array(WorkSummary), 'By id, oldest first.')
  list(): WorkSummary[] {
    return this.works.list();
  }

  @Get('works/:work')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'What never changes about a work: manifest, contracts, seeds’ origin.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(WorkDescription, 'The work.')
  @refuses(404, 422)
  describe(@Param('work') work: string): WorkDescription {
    return this.works.describe(this.works.open(work));
  }

  @Get('works/:work/state')
  @Header('cache-control', 'no-cache')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'What a work is now, as the socket tells it.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(Snapshot, 'Words, owners, messages, and the hash of all of them.')
  @refuses(404, 422, 503)
  state(@Param('work') work: string): string {
    return this.works.serialised(this.works.open(work)).json;
  }

  @Get('works/:work/layers/:index')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'One token as it is now. Index 0 is the master.' })
  @ApiParam({ name: 'work', example: 1 })
  @ApiParam({ name: 'index', example: 3 })
  @answers(LayerDetail, 'The token, its style word taken apart.')
  @refuses(404, 422, 503)
  layer(@Param('work') work: string, @Param('index') index: string): LayerDetail {
    return this.works.layer(this.works.open(work), index);
  }

  @Get('works/:work/layers/:index/history')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'Every style a token ever had.' })
  @ApiParam({ name: 'work', example: 1 })
  @ApiParam({ name: 'index', example: 3 })
  @answers(z.array(StyleChange), 'Oldest first.')
  @refuses(404, 422, 503)
  history(@Param('work') work: string, @Param('index') index: string): StyleChange[] {
    return this.works.history(this.works.open(work), index);
  }

  @Get('works/:work/history')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'The whole life of a work: every style that any of its tokens ever had.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(z.array(WorkChange), 'Oldest first. A still of each moment is at still.webp?block=<its block>.')
  @refuses(404, 422, 503)
  life(@Param('work') work: string): WorkChange[] {
    return this.works.life(this.works.open(work));
  }

  @Get('works/:work/description')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary: 'The work as it is now, in words: the alternative text of its picture.',
    description: 'In the language of ?lang=, else the first of Accept-Language that is spoken here, else in English.',
  })
  @ApiParam({ name: 'work', example: 1 })
  @ApiQuery({ name: 'lang', required: false, enum: LANGUAGES })
  @answers(WorkInWords, 'What lies on it from back to front, where, and what its owners have made of it.')
  @refuses(404, 422, 503)
  inWords(@Param('work') work: string, @Req() request: FastifyRequest): WorkInWords {
    const live = this.works.open(work);
    const language = languageOf(request);
    return { work: live.record.work, language, text: this.works.inWords(live, language, Date.now() / 1000) };
  }

  @Get('works/:work/credits')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'Who has each token of a work, and who last changed it at which block.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(z.array(Credit), 'By index: the master, then the layers back to front.')
  @refuses(404, 422, 503)
  credits(@Param('work') work: string): Credit[] {
    return this.works.credits(this.works.open(work));
  }

  @Get('works/:work/market')
  @Header('cache-control', 'no-cache')
  @ApiOperation({ summary: 'What may be bought of a work now, who may restyle it, and every sale so far.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(Market, 'By token, and the sales oldest first.')
  @refuses(404, 422, 503)
  market(@Param('work') work: string): Market {
    return this.works.market(this.works.open(work));
  }

  @Get('accounts/:address/layers')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The layers of all works that an account may restyle: its own, and those lent to it.' })
  @ApiParam({ name: 'address', example: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' })
  @answers(z.array(AccountLayer), 'By work and index.')
  @refuses(400)
  layersOf(@Param('address') address: string): AccountLayer[] {
    return this.works.layersOf(parse(Address, address.toLowerCase(), 'The address'), Date.now() / 1000);
  }

  @Get('session')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The chain the pages sign for and, in the local demo world only, its public wallets.' })
  @answers(Session, 'The session.')
  session(): Session {
    const { chainId, local, wallets } = this.world;
    return { chainId, local, ...(local && wallets ? { wallets } : {}) };
  }

  @Get('deployment')
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary: 'Where the works are on chain: what a verifier starts from, and compares with what it knows.',
  })
  @answers(DeploymentFacts, 'The chain and the contracts.')
  deployment(): DeploymentFacts {
    const { chainId, local, rpcUrls } = this.world;
    const contracts = forEachContract((key) => this.world[key]);
    return { chainId, contracts, ...(local ? { rpcUrl: rpcUrls[0] } : {}) };
  }
}
