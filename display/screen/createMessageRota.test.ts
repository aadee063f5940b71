import type { Message } from '../../engine/protocol/workState.js';
import { createMessageRota, dwellOf, type MessageRota, REST_MS } from './createMessageRota.js';

const message = (token: number, block = token): Message => ({
  token,
  by: `0x${'1'.repeat(40)}`,
  text: `words of ${token} at ${block}`,
  link: '',
  block,
  time: 1_700_000_000,
});
const DWELL_MS = dwellOf(message(1).text);

describe('the message rota', () => {
  let shown: (number | null)[];
  let rota: MessageRota;
  let quiet: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    shown = [];
    quiet = false;
    rota = createMessageRota({ show: (turn) => shown.push(turn?.block ?? null), isQuiet: () => quiet });
  });
  afterEach(() => {
    rota.stop();
    jest.useRealTimers();
  });

  it('shows a message at once, for its dwell', () => {
    rota.update([message(1)]);
    expect(shown).toEqual([1]);
    jest.advanceTimersByTime(DWELL_MS);
    expect(shown).toEqual([1, null]);
  });

  it('leaves the art alone between turns, and gives every featured message its turn', () => {
    rota.update([message(1), message(2)]);
    jest.advanceTimersByTime(2 * DWELL_MS + REST_MS / 2);
    expect(shown).toEqual([1, null, 2, null]);
    jest.advanceTimersByTime(2 * (DWELL_MS + REST_MS));
    expect(shown).toEqual([1, null, 2, null, 1, null, 2, null]);
  });

  it('ends a rest for a new message, and queues it behind one that stands', () => {
    rota.update([message(1)]);
    rota.update([message(1), message(2)]);
    expect(shown).toEqual([1]);
    jest.advanceTimersByTime(DWELL_MS * 3);
    rota.update([message(1), message(2), message(3)]);
    expect(shown).toEqual([1, null, 2, null, 3]);
  });

  it('takes down at once what is no longer featured or was replaced', () => {
    rota.update([message(1)]);
    rota.update([message(1, 9)]);
    expect(shown).toEqual([1, null]);
    jest.advanceTimersByTime(DWELL_MS / 2);
    expect(shown).toEqual([1, null, 9]);
  });

  it('shows again when messages come after a time without any', () => {
    rota.update([message(1)]);
    jest.advanceTimersByTime(DWELL_MS);
    rota.update([]);
    jest.advanceTimersByTime(10 * REST_MS);
    rota.update([message(2)]);
    expect(shown).toEqual([1, null, 2]);
  });

  it('begins no turn in quiet hours, ends the one that stands, and goes on after them', () => {
    rota.update([message(1)]);
    quiet = true;
    rota.update([message(1), message(2)]);
    jest.advanceTimersByTime(5 * (DWELL_MS + REST_MS));
    expect(shown).toEqual([1, null]);
    quiet = false;
    jest.advanceTimersByTime(REST_MS);
    expect(shown).toEqual([1, null, 2]);
  });
});

test('a message stands between twelve and twenty seconds, by its length', () => {
  expect(dwellOf('Dusk.')).toBe(12_000);
  expect(dwellOf('a'.repeat(140))).toBe(16_000);
  expect(dwellOf('雪'.repeat(93))).toBeGreaterThan(17_000);
  expect(dwellOf('W'.repeat(280))).toBe(20_000);
});
