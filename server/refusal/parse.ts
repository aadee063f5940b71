import type { z } from 'zod';
import { wordIssue } from '../../engine/protocol/wordIssue.js';
import { invalid } from './refusals.js';

/**
 * A value from outside, checked by its schema.
 * @param what  names the value in the refusal: “the query”, “hello”
 * @throws Refused 400 with every mistake
 */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const parsed = schema.safeParse(value, { error: wordIssue });
  if (!parsed.success) throw invalid(what, parsed.error);
  return parsed.data;
}
