/** A full turn in the units of `sine`. */
export const TURN = 65_536;
/** What `sine` calls 1. */
export const ONE = 32_768;

/**
 * The sine of an angle as an integer, `ONE` times as large. Integers throughout, so that it is the same on every
 * machine, which `Math.sin` is not: a quarter of the wave from a table of 64 intervals, straight between them. It is
 * within 4 of 32768 times the sine, and exact at every quarter.
 * @param turn a whole number of 65536ths of a turn
 */
export function sine(turn: number): number {
  const around = ((turn % TURN) + TURN) % TURN;
  const half = around % (TURN / 2);
  const quarter = half > TURN / 4 ? TURN / 2 - half : half;
  const low = Math.floor(quarter / INTERVAL);
  const [from, to] = [QUARTER[low] as number, QUARTER[low + 1] ?? ONE];
  const value = from + Math.floor(((to - from) * (quarter % INTERVAL) + INTERVAL / 2) / INTERVAL);
  return around < TURN / 2 ? value : 0 - value;
}

/** The cosine, in the same way. */
export function cosine(turn: number): number {
  return sine(turn + TURN / 4);
}

const INTERVAL = 256;

/** 32768 times the sine of every 256th of a turn, to a quarter. */
const QUARTER = [
  0, 804, 1608, 2411, 3212, 4011, 4808, 5602, 6393, 7180, 7962, 8740, 9512, 10279, 11039, 11793, 12540, 13279, 14010,
  14733, 15447, 16151, 16846, 17531, 18205, 18868, 19520, 20160, 20788, 21403, 22006, 22595, 23170, 23732, 24279, 24812,
  25330, 25833, 26320, 26791, 27246, 27684, 28106, 28511, 28899, 29269, 29622, 29957, 30274, 30572, 30853, 31114, 31357,
  31581, 31786, 31972, 32138, 32286, 32413, 32522, 32610, 32679, 32729, 32758, 32768,
];
