import { Readable } from 'node:stream';
import { Controller, Get, Header, Inject, Query, StreamableFile, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Play } from '../../engine/protocol/desk.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { answers, answersBytes, refuses } from '../docs/answers.js';
import { OperatorGuard } from '../operator/operatorGuard.js';
import { DESK } from '../parts.js';
import { parse } from '../refusal/parse.js';
import { csvLine } from './csvLine.js';

const isoTime = z.iso
  .datetime({ offset: true, error: 'expected a moment such as 2026-11-01T00:00:00Z' })
  .transform((text) => Date.parse(text));
const Period = z.object({ from: isoTime.default(0), to: isoTime.default(8.64e15) });
type Period = z.output<typeof Period>;

/** Rows read at a time: an export is as long as the gallery has been open. */
const PAGE = 500;

/** Proof of play, for whoever has to show it. */
@ApiTags('operator')
@Controller('api/operator')
@UseGuards(OperatorGuard)
@ApiQuery({ name: 'from', required: false, example: '2026-11-01T00:00:00Z' })
@ApiQuery({ name: 'to', required: false, example: '2026-12-01T00:00:00Z' })
export class PlaysController {
  constructor(@Inject(DESK) private readonly desk: DeskStore) {}

  @Get('plays.csv')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What hung on which screen from when to when, for a spreadsheet.' })
  @answersBytes('text/csv', 'One line for each state that hung.')
  @refuses(400, 401, 429)
  csv(@Query() query: unknown): StreamableFile {
    const period = parse(Period, query, 'The query');
    const options = { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="proof-of-play.csv"' };
    return new StreamableFile(Readable.from(this.lines(period)), options);
  }

  @Get('plays.json')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What hung on which screen from when to when, for programs.' })
  @answers(z.array(Play), 'In the order it was told. Times are Unix milliseconds.')
  @refuses(400, 401, 429)
  json(@Query() query: unknown): StreamableFile {
    const period = parse(Period, query, 'The query');
    return new StreamableFile(Readable.from(this.items(period)), { type: 'application/json' });
  }

  private async *lines(period: Period): AsyncGenerator<string> {
    yield csvLine(['screen', 'name', 'work', 'state', 'from', 'to']);
    for await (const { screen, name, work, stateHash, from, to } of this.plays(period)) {
      yield csvLine([screen, name, String(work), stateHash, isoOf(from), isoOf(to)]);
    }
  }

  private async *items(period: Period): AsyncGenerator<string> {
    let between = '[';
    for await (const play of this.plays(period)) {
      yield between + JSON.stringify(play);
      between = ',\n';
    }
    yield between === '[' ? '[]' : ']';
  }

  private async *plays({ from, to }: Period): AsyncGenerator<Play> {
    for (let after = 0; ; ) {
      const { plays, last } = await this.desk.plays.between(from, to, after, PAGE);
      yield* plays;
      if (plays.length < PAGE) return;
      after = last;
    }
  }
}

const isoOf = (time: number) => new Date(time).toISOString();
