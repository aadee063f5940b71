import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answers, refuses } from '../docs/answers.js';
import { WorksService } from '../works/worksService.js';
import { LiveGateway } from './liveGateway.js';

const ScreenCount = z.object({
  screens: z.number().int().min(0),
  /** How many screens show each state, by its hash; `nothing yet` for those that have not said. */
  showing: z.record(z.string(), z.number().int().min(1)),
});
type ScreenCount = z.infer<typeof ScreenCount>;

@ApiTags('screens')
@Controller('api/works/:work/screens')
export class ScreensController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(LiveGateway) private readonly gateway: LiveGateway,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How many screens are connected, on all servers together, and which state each shows.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(ScreenCount, 'The screens.')
  @refuses(404, 422)
  async screens(@Param('work') work: string): Promise<ScreenCount> {
    const counts = await this.gateway.showing(this.works.open(work).record.work);
    return {
      screens: [...counts.values()].reduce((sum, count) => sum + count, 0),
      showing: Object.fromEntries(counts),
    };
  }
}
