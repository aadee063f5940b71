import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { Refusal } from '../../engine/protocol/messages.js';

/** What each status of a refusal means, wherever it is given. */
const REFUSALS = {
  400: 'Something in the request cannot be used; the message names it and what is allowed.',
  401: 'For the operator alone: send the operator’s token, or log in.',
  403: 'Not allowed here.',
  404: 'There is no such thing.',
  406: 'It is not given as anything that the Accept header names.',
  409: 'Not as things are now; the message says what is in the way.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The work itself cannot be shown: its manifest is malformed, or it was made for another model.',
  429: 'Asked too often; Retry-After says when to ask again.',
  501: 'Not in that form.',
  502: 'The chain does not answer.',
  503: 'Not now; Retry-After says when to ask again.',
  504: 'Told, and not answered in time.',
} as const;

/** Documents a route's answer by its zod schema. */
export const answers = (schema: z.ZodType, description: string) =>
  ApiOkResponse({ description, content: { 'application/json': { schema: schemaOf(schema) } } });

/** Documents a route's JSON body. */
export const accepts = (schema: z.ZodType) => ApiBody({ schema: schemaOf(schema, 'input') });

/** Documents a route's answer when it is bytes of that type. */
export const answersBytes = (type: string, description: string) =>
  ApiOkResponse({ description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } });

/** Documents the statuses with which a route refuses. */
export const refuses = (...statuses: (keyof typeof REFUSALS)[]) =>
  applyDecorators(
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: REFUSALS[status],
        content: { 'application/json': { schema: schemaOf(Refusal) } },
      }),
    ),
  );

function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output') {
  const { $schema, ...json } = z.toJSONSchema(schema, { target: 'openapi-3.0', unrepresentable: 'any', io });
  return json as object;
}
