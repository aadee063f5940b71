import { Inject, Injectable } from '@nestjs/common';
import type { Curation } from '../../engine/protocol/curation.js';
import { PROTOCOL_VERSION } from '../../engine/protocol/primitives.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../parts.js';

/** What the house makes of the messages. It never touches the state, which is the chain's. */
@Injectable()
export class ModerationService {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  curationOf(work: number): Curation {
    return { v: PROTOCOL_VERSION, work, rev: 0, mode: this.config.moderation, named: [], quiet: null, spotlight: true };
  }
}
