import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Curation } from '../../engine/protocol/curation.js';
import { answers, refuses } from '../docs/answers.js';
import { WorksService } from '../works/worksService.js';
import { ModerationService } from './moderationService.js';

@ApiTags('messages')
@Controller('api/works/:work')
export class CurationController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(ModerationService) private readonly moderation: ModerationService,
  ) {}

  @Get('curation')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What the house makes of a work’s messages: screens are told the same by socket.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(Curation, 'The curation. The state and its hash are the chain’s and know nothing of it.')
  @refuses(404, 422)
  curation(@Param('work') work: string): Curation {
    return this.moderation.curationOf(this.works.open(work).record.work);
  }
}
