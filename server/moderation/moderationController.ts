import { Body, Controller, Get, Header, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Decision, TakenDecision } from '../../engine/protocol/decision.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { accepts, answers, refuses } from '../docs/answers.js';
import { OperatorGuard } from '../operator/operatorGuard.js';
import { parse } from '../refusal/parse.js';
import { Refused } from '../refusal/refused.js';
import { WorksService } from '../works/worksService.js';
import { HouseView } from './answers.js';
import { ModerationService } from './moderationService.js';

/** Where the operator decides what is featured. */
@ApiTags('operator')
@Controller('api/moderation')
@UseGuards(OperatorGuard)
export class ModerationController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(ModerationService) private readonly moderation: ModerationService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Every live message of all works, where each stands, and what else the house has decided.' })
  @answers(HouseView, 'The house.')
  @refuses(401, 403)
  house(): HouseView {
    const { quiet, spotlight, hosts, authors } = this.moderation.settings;
    const messages = this.works.list().flatMap(({ work }) => this.messagesOf(work));
    const isWaiting = ({ standing }: { standing: string }) => Number(standing === 'waiting');
    messages.sort((a, b) => isWaiting(b) - isWaiting(a) || b.time - a.time);
    return {
      mode: this.moderation.mode,
      quiet,
      spotlight,
      hosts: blocksOf(hosts),
      authors: blocksOf(authors),
      messages,
    };
  }

  @Get('decisions')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Everything the house ever decided about messages and visitors.' })
  @answers(z.array(TakenDecision), 'The newest first.')
  @refuses(401, 403)
  async decisions(): Promise<TakenDecision[]> {
    return (await this.moderation.decisions()).reverse();
  }

  @Post('decisions')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Decides: a ruling on a message, a host or author to block, hours of quiet, visitors’ light.',
  })
  @accepts(Decision)
  @answers(TakenDecision, 'It holds on every screen, page and API from now on.')
  @refuses(400, 401, 403, 404)
  decide(@Body() body: unknown): Promise<TakenDecision> {
    return this.moderation.decide(parse(Decision, body, 'The decision'));
  }

  /** A work whose manifest cannot be read has messages all the same, and tokens without titles. */
  private messagesOf(work: number): HouseView['messages'] {
    const manifest = this.manifestOf(work);
    return this.moderation.judged(work).map((message) => {
      const token = message.token === 0 ? manifest?.master : manifest?.layers[message.token - 1];
      return { ...message, layer: token?.title ?? '', title: manifest?.title ?? '' };
    });
  }

  private manifestOf(work: number): Manifest | null {
    try {
      return this.works.open(work).manifest;
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }
}

function blocksOf(blocks: ReadonlyMap<string, { reason: string; at: number }>): HouseView['hosts'] {
  return [...blocks].map(([value, { reason, at }]) => ({ value, reason, at }));
}
