import { isWithin, MINUTES_OF_WEEK } from './dailyWindow.js';
import { type PlaylistItem, PlaylistItems, turnAt } from './playlist.js';

const item = (work: number, seconds: number, hours: PlaylistItem['hours'] = null): PlaylistItem => ({
  work,
  seconds,
  hours,
});
const at = (day: number, hour: number, minute = 0) => ((day - 1) * 24 + hour) * 60 + minute;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

describe('daily hours', () => {
  it('begin with their first minute and end before their last', () => {
    const hours = { days: [1], from: '09:30', to: '18:00' };
    const within = [at(1, 9, 29), at(1, 9, 30), at(1, 17, 59), at(1, 18), at(2, 10)].map((m) => isWithin(hours, m));
    expect(within).toEqual([false, true, true, false, false]);
  });

  it('go past midnight, from Sunday into Monday too', () => {
    const hours = { days: [7], from: '22:00', to: '02:00' };
    const within = [at(7, 21), at(7, 23), at(1, 1), at(1, 2)].map((minute) => isWithin(hours, minute));
    expect(within).toEqual([false, true, true, false]);
  });

  it('are a whole day when they begin and end at the same time', () => {
    const hours = { days: [3], from: '00:00', to: '00:00' };
    const open = Array.from({ length: MINUTES_OF_WEEK }, (_, minute) => isWithin(hours, minute));
    expect(open.filter(Boolean)).toHaveLength(1440);
    expect([open[at(3, 0)], open[at(4, 0)]]).toEqual([true, false]);
  });
});

describe('turns', () => {
  const minuteOf = (time: number) => Math.floor(time / 60_000) % MINUTES_OF_WEEK;

  it('follow one another for as long as each is given, wherever one begins to look', () => {
    const items = [item(1, 20), item(2, 10), item(3, 30)];
    const shown = Array.from({ length: 60 }, (_, s) => turnAt(items, 600_000 + s * 1000, minuteOf)!.item.work);
    expect(shown).toEqual([...Array(20).fill(1), ...Array(10).fill(2), ...Array(30).fill(3)]);
    expect(turnAt(items, 605_000, minuteOf)!.until).toBe(620_000);
  });

  it('are only of works that have their hours', () => {
    const items = [item(1, 10), item(2, 10, { days: everyDay, from: '10:00', to: '11:00' })];
    const worksAt = (hour: number) =>
      new Set([0, 5, 10, 15].map((s) => turnAt(items, hour * 3_600_000 + s * 1000, minuteOf)!.item.work));
    expect([worksAt(9), worksAt(10), worksAt(11)]).toEqual([new Set([1]), new Set([1, 2]), new Set([1])]);
    expect(turnAt([item(1, 86_400)], 125_000, minuteOf)!.until).toBe(180_000);
  });

  it('are nobody’s where there is nothing', () => expect(turnAt([], 0, minuteOf)).toBeNull());
});

test('a playlist that leaves a minute of the week without a work is refused, and the minute named', () => {
  const day = { days: everyDay, from: '08:00', to: '20:00' };
  const mistake = (items: PlaylistItem[]) => PlaylistItems.safeParse(items).error?.issues[0]?.message;
  expect(mistake([item(1, 60, day)])).toBe('no work has its hours on Monday at 00:00');
  expect(mistake([item(1, 60, day), item(2, 60, { days: [1, 2, 3, 4, 5, 6], from: '20:00', to: '08:00' })])).toBe(
    'no work has its hours on Monday at 00:00',
  );
  expect(mistake([item(1, 60, day), item(2, 60, { days: everyDay, from: '20:00', to: '08:00' })])).toBeUndefined();
});
