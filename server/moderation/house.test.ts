import { messageId } from '../../engine/protocol/curation.js';
import type { Decision } from '../../engine/protocol/decision.js';
import type { Message } from '../../engine/protocol/workState.js';
import { afterDecision, emptyHouse, type House, standingOf } from './house.js';

const WORK = 1;
const AUTHOR = `0x${'1'.repeat(40)}` as const;
const said: Message = {
  token: 3,
  by: AUTHOR,
  text: 'Dusk.',
  link: 'https://shop.example.org:8443/a',
  block: 7,
  time: 1_700_000_000,
};
const ruling = (shown: boolean, message = said): Decision => {
  return { kind: 'ruling', message: messageId(WORK, message), work: WORK, token: message.token, shown, reason: 'so' };
};
const block = (what: 'host' | 'author', value: string) =>
  ({ kind: 'block', blocked: { what, value }, reason: 'spam' }) as Decision;
const unblock = (what: 'host' | 'author', value: string) => ({ kind: 'unblock', blocked: { what, value } }) as Decision;

const houseAfter = (...decisions: Decision[]): House =>
  decisions.reduce(
    (house, decision, i) => afterDecision(house, { id: i + 1, at: i, decision, said: null }),
    emptyHouse,
  );
const standing = (house: House, mode: 'pre' | 'post' = 'post', message = said) =>
  standingOf(house, mode, WORK, message).standing;

describe('where a message stands', () => {
  it('before anybody decided: featured where the house looks afterwards, waiting where it looks first', () => {
    expect(standing(houseAfter(), 'post')).toBe('featured');
    expect(standing(houseAfter(), 'pre')).toBe('waiting');
  });

  it('by its ruling, which holds for the same words said again and for no others', () => {
    const house = houseAfter(ruling(false));
    expect(standingOf(house, 'post', WORK, { ...said, block: 99 })).toEqual({ standing: 'hidden', reason: 'so' });
    expect(standing(house, 'post', { ...said, text: 'Dawn.' })).toBe('featured');
    expect(standing(houseAfter(ruling(false), ruling(true)), 'pre')).toBe('featured');
  });

  it('by its author and by its host, subdomains and ports included', () => {
    expect(standing(houseAfter(block('author', AUTHOR)))).toBe('hidden');
    expect(standing(houseAfter(block('host', 'example.org')))).toBe('hidden');
    expect(standing(houseAfter(block('host', 'shop.example.org')))).toBe('hidden');
    expect(standing(houseAfter(block('host', 'ample.org')))).toBe('featured');
    expect(standing(houseAfter(block('host', 'other.shop.example.org')))).toBe('featured');
    expect(standing(houseAfter(block('host', 'example.org'), unblock('host', 'example.org')))).toBe('featured');
  });

  it('by whichever was decided last, ruling or block', () => {
    expect(standing(houseAfter(ruling(true), block('host', 'example.org')))).toBe('hidden');
    expect(standing(houseAfter(block('host', 'example.org'), ruling(true)))).toBe('featured');
  });

  it('as blank when there is nothing to see, whatever was ruled', () => {
    const blank = { ...said, text: ' \u200b' };
    expect(standing(houseAfter(ruling(true, blank)), 'post', blank)).toBe('blank');
  });
});

it('keeps the last hours of quiet and the last word on visitors', () => {
  const quiet = { from: '22:00', to: '08:00', zone: 'UTC' };
  const house = houseAfter({ kind: 'quiet', quiet }, { kind: 'spotlight', on: false });
  expect(house).toMatchObject({ rev: 2, quiet, spotlight: false });
  expect(houseAfter({ kind: 'quiet', quiet }, { kind: 'quiet', quiet: null }).quiet).toBeNull();
});
