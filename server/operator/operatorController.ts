import { Body, Controller, Delete, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { accepts, answers, refuses } from '../docs/answers.js';
import { parse } from '../refusal/parse.js';
import { Refused } from '../refusal/refused.js';
import { sessionCookie } from './operatorCookie.js';
import { OperatorService } from './operatorService.js';

const LogIn = z.strictObject({ token: z.string().min(1).max(512) });
const Session = z.object({ operator: z.boolean() });
type Session = z.infer<typeof Session>;

/** Exchanges the operator's token for a session that a browser holds. Programs send the token with each request instead. */
@ApiTags('operator')
@Controller('api/operator/session')
export class OperatorController {
  constructor(@Inject(OperatorService) private readonly operator: OperatorService) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Whether whoever asks is the operator: by a session cookie, or by `Authorization: Bearer`.',
  })
  @answers(Session, 'Whether they are.')
  @refuses(429)
  async session(@Req() request: FastifyRequest): Promise<Session> {
    try {
      await this.operator.admit(request.headers, request.ip);
      return { operator: true };
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return { operator: false };
      throw error;
    }
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Exchanges the operator’s token for a session cookie.' })
  @accepts(LogIn)
  @answers(Session, 'The cookie is set.')
  @refuses(400, 401, 429)
  async logIn(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { token } = parse(LogIn, body, 'The body');
    const { session, lasts } = await this.operator.logIn(token, request.ip);
    reply.header('set-cookie', sessionCookie(session, lasts, request.protocol === 'https'));
    return { operator: true };
  }

  @Delete()
  @ApiOperation({ summary: 'Ends the session, here and on the server.' })
  @answers(Session, 'It is over.')
  async logOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Session> {
    await this.operator.logOut(request.headers);
    reply.header('set-cookie', sessionCookie('', 0, request.protocol === 'https'));
    return { operator: false };
  }
}
