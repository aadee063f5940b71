import { z } from 'zod';
import { wordIssue } from './wordIssue.js';

const Order = z.strictObject({
  work: z.number().int().min(1).max(9),
  name: z.string().min(1).max(3),
  when: z.array(z.number()).min(1),
  kind: z.enum(['fill', 'fit', 'crop']),
  format: z.literal('order/1'),
  loud: z.boolean(),
  shape: z.discriminatedUnion('of', [z.object({ of: z.literal('a') }), z.object({ of: z.literal('b') })]),
  either: z.union([z.string(), z.number()]),
  id: z.string().regex(/^[a-z]$/),
  named: z.record(z.string().regex(/^[a-z]$/), z.number()),
  own: z.string().regex(/^x$/, 'expected x'),
});

const sound = {
  work: 1,
  name: 'x',
  when: [1],
  kind: 'fit',
  format: 'order/1',
  loud: true,
  shape: { of: 'a' },
  either: 1,
  id: 'a',
  named: { a: 1 },
  own: 'x',
};

const wordsFor = (change: Record<string, unknown>) =>
  Order.safeParse({ ...sound, ...change }, { error: wordIssue }).error?.issues.map(({ message }) => message);

test('a sound value has nothing wrong with it', () => expect(wordsFor({})).toBeUndefined());

test.each<[Record<string, unknown>, string]>([
  [{ work: undefined }, 'expected a number'],
  [{ work: 'two' }, 'expected a number, not text'],
  [{ work: 1.5 }, 'expected a whole number, not 1.5'],
  [{ work: Number.NaN }, 'expected a number'],
  [{ work: null }, 'expected a number, not null'],
  [{ work: 0 }, 'expected at least 1'],
  [{ work: 10 }, 'expected at most 9'],
  [{ name: 5 }, 'expected text, not 5'],
  [{ name: {} }, 'expected text, not an object'],
  [{ name: '' }, 'expected at least 1 character'],
  [{ name: 'long' }, 'expected at most 3 characters'],
  [{ when: {} }, 'expected a list, not an object'],
  [{ when: [] }, 'expected at least 1 entry'],
  [{ kind: 'stretch' }, 'expected “fill”, “fit” or “crop”'],
  [{ format: 'order/2' }, 'expected “order/1”'],
  [{ loud: 'yes' }, 'expected true or false, not text'],
  [{ shape: { of: 'c' } }, 'expected “a” or “b”'],
  [{ either: [] }, 'has none of the forms it may have'],
  [{ id: 'A' }, 'is not of the expected form'],
  [{ named: { A: 1 } }, 'is not what may stand here'],
  [{ more: 1, other: 2 }, 'has what nobody knows here: “more”, “other”'],
  [{ own: 'y' }, 'expected x'],
])('%j is said to be wrong without a word of the library', (change, words) => {
  expect(wordsFor(change)).toEqual([words]);
});
