import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { checkLink } from '../../engine/protocol/checkLink.js';
import { Curation } from '../../engine/protocol/curation.js';
import { shownText } from '../../engine/protocol/shownText.js';
import { answers, refuses } from '../docs/answers.js';
import { WorksService } from '../works/worksService.js';
import { type JudgedMessage, PublicMessage } from './answers.js';
import { ModerationService } from './moderationService.js';

@ApiTags('messages')
@Controller('api/works/:work')
export class MessagesController {
  constructor(
    @Inject(WorksService) private readonly works: WorksService,
    @Inject(ModerationService) private readonly moderation: ModerationService,
  ) {}

  @Get('messages')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'What the owners of a work’s tokens say, and which of it is featured.' })
  @ApiParam({ name: 'work', example: 1 })
  @answers(
    z.array(PublicMessage),
    'Every live message, newest first; of those that are not featured, not what they say.',
  )
  @refuses(404, 422)
  messages(@Param('work') work: string): PublicMessage[] {
    return this.moderation.judged(this.works.open(work).record.work).map(publicMessage);
  }

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

function publicMessage({ id, token, by, block, time, standing, reason, text, link }: JudgedMessage): PublicMessage {
  const isFeatured = standing === 'featured';
  const safe = isFeatured ? checkLink(link).link : null;
  return {
    ...{ id, token, by, block, time, standing, reason },
    text: isFeatured ? shownText(text) : null,
    link: safe && { href: safe.href, host: safe.host },
  };
}
