import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ScreenId } from '../../engine/protocol/plan.js';
import { DeviceKey } from '../../engine/protocol/screenMessages.js';
import { accepts, answers, refuses } from '../docs/answers.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { parse } from '../refusal/parse.js';
import { tooManyRequests } from '../refusal/refusals.js';
import { CHALLENGES } from './challenges.js';
import type { Challenges } from './deviceProof.js';
import { type BegunPairing, PairingService } from './pairingService.js';

const Begin = z.strictObject({ key: DeviceKey });
const Begun = z.object({ id: z.string(), code: z.string(), expires: z.number().int(), publicUrl: z.string() });
const Outcome = z.object({ screen: ScreenId.nullable() });
const Challenge = z.object({ challenge: z.string() });

/** New codes for one address: a screen asks for one each ten minutes. */
const CODES = { capacity: 12, perSecond: 1 / 20 };
/** Questions of one address: screens behind one router look every two seconds. */
const QUESTIONS = { capacity: 60, perSecond: 10 };

/** What screens ask before anybody knows them. */
@ApiTags('screens')
@Controller('api/pairings')
export class PairingController {
  private readonly codes = createTokenBuckets({ ...CODES, now: () => performance.now() });
  private readonly questions = createTokenBuckets({ ...QUESTIONS, now: () => performance.now() });

  constructor(
    @Inject(PairingService) private readonly pairings: PairingService,
    @Inject(CHALLENGES) private readonly challenges: Challenges,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Asks for a code that an operator pairs this screen by.' })
  @accepts(Begin)
  @answers(Begun, 'The code, and the secret by which to ask what became of it.')
  @refuses(400, 429, 503)
  async begin(@Body() body: unknown, @Req() { ip }: FastifyRequest): Promise<BegunPairing> {
    const wait = this.codes.take(ip);
    if (wait > 0) throw tooManyRequests(wait);
    return this.pairings.begin(parse(Begin, body, 'The body').key);
  }

  @Get('challenge')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Something for a paired screen to sign, to open its socket with.' })
  @answers(Challenge, 'Good once, for a minute.')
  @refuses(429)
  challenge(@Req() { ip }: FastifyRequest): z.infer<typeof Challenge> {
    this.count(ip);
    return { challenge: this.challenges.make() };
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What became of a pairing.' })
  @answers(Outcome, 'The screen that it led to; null while it waits.')
  @refuses(404, 429)
  async outcome(@Param('id') id: string, @Req() { ip }: FastifyRequest): Promise<z.infer<typeof Outcome>> {
    this.count(ip);
    return { screen: await this.pairings.outcome(id) };
  }

  private count(ip: string): void {
    const wait = this.questions.take(ip);
    if (wait > 0) throw tooManyRequests(wait);
  }
}
