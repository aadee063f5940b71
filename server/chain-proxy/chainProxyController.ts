import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accepts, answers, refuses } from '../docs/answers.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { parse } from '../refusal/parse.js';
import { tooManyRequests } from '../refusal/refusals.js';
import { ChainProxyService } from './chainProxyService.js';
import { ALLOWED_METHODS, RpcAnswer, RpcBatch, RpcRequest } from './rpcRequest.js';

/** Requests, each of a batch counted: a wallet asks some ten for a transaction, then one a second until it is mined. */
const REQUESTS = { capacity: 120, perSecond: 15 };

@ApiTags('chain')
@Controller('rpc')
export class ChainProxyController {
  private readonly buckets = createTokenBuckets({ ...REQUESTS, now: () => performance.now() });

  constructor(@Inject(ChainProxyService) private readonly proxy: ChainProxyService) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'JSON-RPC to the chain, for the pages.',
    description: `Passes on ${ALLOWED_METHODS.join(', ')}; calls and transactions to the works’ own contracts only.`,
  })
  @accepts(z.union([RpcRequest, RpcBatch]))
  @answers(z.union([RpcAnswer, z.array(RpcAnswer)]), 'As the chain answered; an error for what is not passed on.')
  @refuses(400, 413, 415, 429, 502)
  async ask(@Body() body: unknown, @Req() request: FastifyRequest): Promise<RpcAnswer | RpcAnswer[]> {
    const batch = Array.isArray(body);
    const requests = batch ? parse(RpcBatch, body, 'The body') : [parse(RpcRequest, body, 'The body')];
    for (const _ of requests) {
      const wait = this.buckets.take(request.ip);
      if (wait > 0) throw tooManyRequests(wait);
    }
    const answered = await this.proxy.ask(requests);
    return batch ? answered : (answered[0] as RpcAnswer);
  }
}
