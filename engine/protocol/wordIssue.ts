import type { z } from 'zod';

/**
 * What is wrong with a value, where its schema has no sentence of its own: after `path: `, in the words of our own
 * schemas, and without the library's. Given to `safeParse` wherever a person reads the answer.
 */
export const wordIssue: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(NAMES[issue.expected] ?? issue.expected, issue.input);
    case 'invalid_value':
      return `expected ${listed(issue.values)}`;
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${counted(Number(issue.minimum), issue.origin)}`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${counted(Number(issue.maximum), issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'expected an address such as https://example.org' : 'is not of the expected form';
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has what nobody knows here: ${issue.keys.slice(0, 8).map(quoted).join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options) ? `expected ${listed(issue.options)}` : 'has none of the forms it may have';
    default:
      return 'is not what may stand here';
  }
};

/** A value of JSON, by what zod calls its type. */
const NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
};

function wrongType(expected: string, input: unknown): string {
  const given = inWords(input);
  return given ? `expected ${expected}, not ${given}` : `expected ${expected}`;
}

/** Null for what was left out, and for what is no value of JSON. */
function inWords(input: unknown): string | null {
  switch (typeof input) {
    case 'string':
      return 'text';
    case 'number':
      return Number.isFinite(input) ? String(input) : null;
    case 'boolean':
      return String(input);
    case 'object':
      return input === null ? 'null' : Array.isArray(input) ? 'a list' : 'an object';
    default:
      return null;
  }
}

function counted(limit: number, origin: string): string {
  const [one, several] = UNITS[origin] ?? [];
  if (!one) return String(limit);
  return `${limit} ${limit === 1 ? one : several}`;
}

const UNITS: Record<string, [one: string, several: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function listed(values: readonly unknown[]): string {
  const words = values.map(quoted);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

const quoted = (value: unknown) => (typeof value === 'string' ? `“${value.slice(0, 40)}”` : String(value));
