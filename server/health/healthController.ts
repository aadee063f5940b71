import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { BlockRef } from '../../engine/protocol/primitives.js';
import { answers, refuses } from '../docs/answers.js';
import { EngineService } from '../engine/engineService.js';
import { PaintAheadService } from '../rasters/paintAheadService.js';
import { notReady } from '../refusal/refusals.js';

const Health = z.object({
  works: z.number().int().min(0),
  /** The block applied last; null before the first. */
  head: BlockRef.nullable(),
  /** Whether everything up to the node's head has been read, since this server started. */
  live: z.boolean(),
  /** A reorg went beyond what the chain called settled since this server started. An operator should look. */
  finalityViolated: z.boolean(),
  /** Why the chain is not being read or kept now; null while it is. */
  trouble: z.string().nullable(),
  /** What an operator should know, in words; empty while all is well. */
  concerns: z.array(z.string()),
  /** Rasters on the wall that are not painted yet. */
  unpainted: z.number().int().min(0),
});
type Health = z.infer<typeof Health>;

const Readiness = z.object({ ready: z.literal(true) });

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(PaintAheadService) private readonly paintAhead: PaintAheadService,
  ) {}

  @Get('health')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Whether this process serves.',
    description: 'Also when it cannot reach the chain, or the disk is full: the last good art stays up.',
  })
  @answers(Health, 'It does, and how it is doing.')
  health(): Health {
    return {
      works: this.engine.works().length,
      head: this.engine.head(),
      live: this.engine.isLive(),
      finalityViolated: this.engine.finalityViolated(),
      trouble: this.engine.trouble(),
      concerns: this.engine.concerns(),
      unpainted: this.paintAhead.awaited(),
    };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether this process shows what the chain says now.' })
  @answers(Readiness, 'It does.')
  @refuses(503)
  ready(): z.infer<typeof Readiness> {
    const awaited = this.engine.awaited() ?? this.paintAhead.awaitedInWords();
    if (awaited) throw notReady(awaited);
    return { ready: true };
  }
}
