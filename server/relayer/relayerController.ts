import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Address, Bytes32 } from '../../engine/protocol/primitives.js';
import { RelayerOffer, StyleOrder } from '../../engine/protocol/styleOrder.js';
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
  offer(@Query('owner') owner: unknown): RelayerOffer {
    const address = parse(Address, owner, 'The owner');
    return { open: this.relayer !== null, left: this.relayer?.left(address) ?? 0 };
  }

  @Post('styles')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends a restyle that its owner signed (EIP-712, `setStyleBySig`), at the gallery’s expense.',
  })
  @accepts(StyleOrder)
  @answers(Sent, 'The transaction’s hash. It may be replaced by one that pays more.')
  @refuses(400, 403, 404, 413, 415, 422, 429, 502, 503)
  async send(@Body() body: unknown, @Req() request: FastifyRequest): Promise<z.infer<typeof Sent>> {
    if (!this.relayer) throw noRelayer();
    const order = parse(StyleOrder, body, 'The order');
    const live = this.works.open(order.work);
    const token = this.works.snapshot(live).state.tokens[order.token];
    if (!token) throw unknownLayer(order.work, String(order.token), live.record.layers);
    if (token.owner !== order.owner) throw notTheOwner(order.owner);
    const wait = this.buckets.take(request.ip);
    if (wait > 0) throw tooManyRequests(wait);
    return { hash: await this.relayer.send(order) };
  }
}
