import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MessageOrder } from '../../engine/protocol/messageOrder.js';
import { Address, Bytes32 } from '../../engine/protocol/primitives.js';
import { RelayerOffer } from '../../engine/protocol/relayerOffer.js';
import { StyleOrder } from '../../engine/protocol/styleOrder.js';
import { accepts, answers, refuses } from '../docs/answers.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { RELAYER } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { noRelayer, notTheOwner, tooManyRequests, unknownLayer } from '../refusal/refusals.js';
import { WorksService } from '../works/worksService.js';
import type { Relayer } from './relayer.js';

/** Every order is a simulation or two on the chain, whatever becomes of it. */
const ORDERS = { capacity: 10, perSecond: 0.2 };

const Sent = z.object({ hash: Bytes32 });

@ApiTags('relayer')
@Controller('api/relayer')
export class RelayerController {
  private readonly buckets = createTokenBuckets({ ...ORDERS, now: () => performance.now() });

  constructor(
    @Inject(RELAYER) private readonly relayer: Relayer | null,
    @Inject(WorksService) private readonly works: WorksService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether the gallery sends what owners sign and pays the gas, and how often for this one.' })
  @ApiQuery({ name: 'owner', example: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' })
  @answers(RelayerOffer, 'The offer.')
  @refuses(400)
  async offer(@Query('owner') owner: unknown): Promise<RelayerOffer> {
    const address = parse(Address, owner, 'The owner');
    return (await this.relayer?.offerTo(address)) ?? { open: false, left: 0, messages: false };
  }

  @Post('styles')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a restyle that its owner signed (EIP-712, `setStyleBySig`), at the gallery’s expense.',
  })
  @accepts(StyleOrder)
  @answers(Sent, 'The transaction’s hash. It may be replaced by one that pays more.')
  @refuses(400, 403, 404, 413, 415, 422, 429, 502, 503)
  async restyle(@Body() body: unknown, @Req() request: FastifyRequest): Promise<z.infer<typeof Sent>> {
    const relayer = this.openRelayer();
    const order = parse(StyleOrder, body, 'The order');
    this.admit(order, request);
    return { hash: await relayer.restyle(order) };
  }

  @Post('messages')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Posts a message that the layer’s owner signed (EIP-712, `postBySig`), at the gallery’s expense; its fee too, where that is no more than the operator gives.',
  })
  @accepts(MessageOrder)
  @answers(Sent, 'The transaction’s hash. It may be replaced by one that pays more.')
  @refuses(400, 403, 404, 413, 415, 422, 429, 502, 503)
  async post(@Body() body: unknown, @Req() request: FastifyRequest): Promise<z.infer<typeof Sent>> {
    const relayer = this.openRelayer();
    const order = parse(MessageOrder, body, 'The order');
    this.admit(order, request);
    return { hash: await relayer.post(order) };
  }

  private openRelayer(): Relayer {
    if (!this.relayer) throw noRelayer();
    return this.relayer;
  }

  /** What can be told without asking the chain, and how often an address may have it asked. */
  private admit({ work, token, owner }: StyleOrder | MessageOrder, request: FastifyRequest): void {
    const live = this.works.open(work);
    const held = this.works.snapshot(live).state.tokens[token];
    if (!held) throw unknownLayer(work, String(token), live.record.layers);
    if (held.owner !== owner) throw notTheOwner(owner);
    const wait = this.buckets.take(request.ip);
    if (wait > 0) throw tooManyRequests(wait);
  }
}
