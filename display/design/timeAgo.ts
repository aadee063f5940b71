import { language as ofPage, words } from '../language/words.js';

const UNITS: readonly { unit: Intl.RelativeTimeFormatUnit; seconds: number }[] = [
  { unit: 'year', seconds: 31_557_600 },
  { unit: 'month', seconds: 2_629_800 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
];

/**
 * How long ago a moment was, in words of its largest unit: `3 minutes ago`.
 * @param then unix seconds
 * @param now unix seconds; a clock behind `then` reads as just now
 */
export function timeAgo(then: number, now: number, language: string = ofPage): string {
  const elapsed = now - then;
  const found = UNITS.find(({ seconds }) => elapsed >= seconds);
  if (!found) return words.common.justNow;
  return new Intl.RelativeTimeFormat(language).format(-Math.floor(elapsed / found.seconds), found.unit);
}
