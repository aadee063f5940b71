import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { isOurOrigin } from '../live/isOurOrigin.js';
import { CONFIG } from '../parts.js';
import { operatorOnly } from '../refusal/refusals.js';
import { OperatorService } from './operatorService.js';

/** Lets only the operator through, and from no page of another site. `@UseGuards(OperatorGuard)` */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(
    @Inject(OperatorService) private readonly operator: OperatorService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isOurOrigin(headers, this.config.publicUrl)) throw operatorOnly();
    await this.operator.admit(headers, ip);
    return true;
  }
}
