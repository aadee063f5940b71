import { type Curation, featuredMessages, isQuiet, messageId, QuietHours } from './curation.js';
import type { Message } from './workState.js';

const message = (token: number, text = `words of ${token}`): Message => ({
  token,
  by: `0x${'1'.repeat(40)}`,
  text,
  link: '',
  block: 7,
  time: 1_700_000_000,
});
const curation = (overrides: Partial<Curation>): Curation => ({
  v: 1,
  work: 1,
  rev: 1,
  mode: 'post',
  named: [],
  quiet: null,
  spotlight: true,
  ...overrides,
});

describe('featuredMessages', () => {
  const messages = [message(1), message(2)];
  const named = [messageId(1, message(2))];

  it('features nobody before the house was heard', () => {
    expect(featuredMessages(1, messages, null)).toEqual([]);
  });

  it('features whatever is not named where the house looks afterwards', () => {
    expect(featuredMessages(1, messages, curation({ named }))).toEqual([message(1)]);
  });

  it('features what is named alone where the house looks first', () => {
    expect(featuredMessages(1, messages, curation({ mode: 'pre', named }))).toEqual([message(2)]);
  });

  it('never features a message with nothing to see in it', () => {
    expect(featuredMessages(1, [message(1, ' \u200b ')], curation({}))).toEqual([]);
  });
});

describe('messageId', () => {
  it('is the same when the same is said again in another block, and another for another voice, token or work', () => {
    const id = messageId(1, message(1));
    expect(messageId(1, { ...message(1), ...{ block: 9 } })).toBe(id);
    expect(messageId(2, message(1))).not.toBe(id);
    expect(messageId(1, { ...message(1), token: 2 })).not.toBe(id);
    expect(messageId(1, { ...message(1), by: `0x${'2'.repeat(40)}` })).not.toBe(id);
  });
});

describe('isQuiet', () => {
  const at = (utc: string) => Date.parse(`2026-01-15T${utc}:00Z`);
  const night: QuietHours = { from: '22:00', to: '08:00', zone: 'Europe/Berlin' };

  it.each([
    ['20:59', false],
    ['21:00', true],
    ['03:00', true],
    ['06:59', true],
    ['07:00', false],
  ])('from ten to eight in Berlin, at %s UTC: %s', (utc, quiet) => {
    expect(isQuiet(night, at(utc))).toBe(quiet);
  });

  it('also within one day, and never without hours', () => {
    expect(isQuiet({ from: '12:00', to: '14:00', zone: 'UTC' }, at('13:00'))).toBe(true);
    expect(isQuiet({ from: '12:00', to: '14:00', zone: 'UTC' }, at('14:00'))).toBe(false);
    expect(isQuiet({ from: '12:00', to: '12:00', zone: 'UTC' }, at('12:00'))).toBe(false);
    expect(isQuiet(null, at('13:00'))).toBe(false);
  });

  it('refuses a zone and an hour that are none', () => {
    expect(QuietHours.safeParse({ from: '22:00', to: '08:00', zone: 'Moon/Tranquility' }).success).toBe(false);
    expect(QuietHours.safeParse({ from: '25:00', to: '08:00', zone: 'UTC' }).success).toBe(false);
  });
});
