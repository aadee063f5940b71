import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TokenIndex } from '../../engine/protocol/primitives.js';
import type { Config } from '../config/config.js';
import { accepts, answers, refuses } from '../docs/answers.js';
import { isOurOrigin } from '../live/isOurOrigin.js';
import { CONFIG } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { foreignPage, unknownLayer } from '../refusal/refusals.js';
import { WorksService } from '../works/worksService.js';
import type { Turn } from './createSpotlightQueue.js';
import { SpotlightService } from './spotlightService.js';

/** What a visitor's page calls itself; anything that tells two visitors apart. */
const Visitor = z.string().regex(/^[0-9a-z]{8,32}$/, 'expected 8 to 32 of a–z and 0–9');
const Wish = z.strictObject({ token: TokenIndex, visitor: Visitor });
const Asked = z.object({ visitor: Visitor.optional() });

const SpotlightState = z.object({
  /** Whether visitors may light layers here at all. */
  on: z.boolean(),
  /** Where this visitor's wish stands; null when there is none. */
  turn: z
    .object({
      /** 0 while it is lit, else how many turns come before its own, plus one. */
      position: z.number().int().min(0),
      /** Milliseconds. */
      startsIn: z.number().int().min(0),
    })
    .nullable(),
});
type SpotlightState = z.infer<typeof SpotlightState>;

@ApiTags('visitors')
@ApiParam({ name: 'work', example: 1 })
@Controller('api/works/:work/spotlight')
export class SpotlightController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(SpotlightService) private readonly spotlight: SpotlightService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether visitors may light layers, and when a visitor’s turn comes.' })
  @ApiQuery({ name: 'visitor', required: false })
  @answers(SpotlightState, 'The state.')
  @refuses(400, 404, 422)
  state(@Param('work') work: string, @Query() query: unknown): SpotlightState {
    const { visitor } = parse(Asked, query, 'The query');
    const { record } = this.works.open(work);
    return this.stateOf(visitor ? this.spotlight.turnOf(record.work, visitor) : null);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Lights a layer on the walls of the work for ten seconds, in turn; token 0 asks for its credits.',
    description: 'The work itself is not changed. Each visitor has one wish at a time.',
  })
  @accepts(Wish)
  @answers(SpotlightState, 'When the turn comes.')
  @refuses(400, 403, 404, 422, 429)
  wish(@Param('work') work: string, @Body() body: unknown, @Req() request: FastifyRequest): SpotlightState {
    if (!isOurOrigin(request.headers, this.config.publicUrl)) throw foreignPage();
    const wish = parse(Wish, body, 'The wish');
    const { record } = this.works.open(work);
    if (wish.token > record.layers) throw unknownLayer(record.work, String(wish.token), record.layers);
    return this.stateOf(this.spotlight.wish(record.work, wish, request.ip));
  }

  private stateOf(turn: Turn | null): SpotlightState {
    const { isOn } = this.spotlight;
    return { on: isOn, turn: turn && { position: turn.position, startsIn: Math.ceil(turn.startsIn) } };
  }
}
