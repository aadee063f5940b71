import { Controller, Get, Header, Inject, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Status } from '../../engine/protocol/messages.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { answers, refuses } from '../docs/answers.js';
import { OperatorGuard } from '../operator/operatorGuard.js';
import { DESK } from '../parts.js';

const KnownScreens = z.array(
  Status.omit({ v: true, frames: true }).extend({
    client: z.string(),
    /** Unix milliseconds. */
    seen: z.number().int(),
  }),
);
type KnownScreens = z.infer<typeof KnownScreens>;

/** What the gallery knows of its walls, connected or not. */
@ApiTags('screens')
@Controller('api/screens')
@UseGuards(OperatorGuard)
export class DeskController {
  constructor(@Inject(DESK) private readonly desk: DeskStore) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Every wall heard of by this server, before its last start too, and how it was doing then.',
  })
  @answers(KnownScreens, 'The walls, the last heard first.')
  @refuses(401, 429)
  screens(): Promise<KnownScreens> {
    return this.desk.statuses.all();
  }
}
