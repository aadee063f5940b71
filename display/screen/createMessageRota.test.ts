import type { Message } from '../../engine/protocol/workState.js';
import { createMessageRota, DWELL_MS, type MessageRota, REST_MS } from './createMessageRota.js';

const message = (token: number, block = token): Message => ({
  token,
  by: `0x${'1'.repeat(40)}`,
  text: `words of ${token} at ${block}`,
  link: '',
  block,
  time: 1_700_000_000,
});

describe('the message rota', () => {
  let shown: (number | null)[];
  let rota: MessageRota;

  beforeEach(() => {
    jest.useFakeTimers();
    shown = [];
    rota = createMessageRota((turn) => shown.push(turn?.block ?? null));
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

  it('leaves the art alone between turns, and gives every live message its turn', () => {
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

  it('takes down at once what its owner cleared or replaced', () => {
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
});
