/** The numbers of RFC 3492 §5, as internationalised host names use it. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_CODE = 0x80;

/**
 * The letters of a host's label that stands as `xn--…` (RFC 3492). Browsers give a host in this form and have nothing that
 * gives it back.
 * @param encoded  what follows `xn--`, lower case
 * @returns null when it is nothing that Punycode writes
 */
export function decodePunycode(encoded: string): string | null {
  const delimiter = encoded.lastIndexOf('-');
  const letters = [...encoded.slice(0, Math.max(0, delimiter))].map((letter) => letter.codePointAt(0) ?? 0);
  const digits = [...encoded.slice(delimiter + 1)].map(digitOf);
  let code = INITIAL_CODE;
  let at = 0;
  let bias = INITIAL_BIAS;
  for (let next = 0; next < digits.length; ) {
    const before = at;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digits[next++];
      if (digit === undefined || digit < 0) return null;
      at += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = letters.length + 1;
    bias = adapt(at - before, length, before === 0);
    code += Math.floor(at / length);
    if (code > 0x10ffff) return null;
    at %= length;
    letters.splice(at++, 0, code);
  }
  return String.fromCodePoint(...letters);
}

function digitOf(letter: string): number {
  return '0123456789'.includes(letter) ? 26 + Number(letter) : 'abcdefghijklmnopqrstuvwxyz'.indexOf(letter);
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; bias += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return bias + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
