const UNITS: readonly { name: string; seconds: number }[] = [
  { name: 'year', seconds: 31_557_600 },
  { name: 'month', seconds: 2_629_800 },
  { name: 'week', seconds: 604_800 },
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
];

/**
 * How long ago a moment was, in words of its largest unit: `3 minutes ago`.
 * @param then unix seconds
 * @param now unix seconds; a clock behind `then` reads as just now
 */
export function timeAgo(then: number, now: number): string {
  const elapsed = now - then;
  const unit = UNITS.find(({ seconds }) => elapsed >= seconds);
  if (!unit) return 'just now';
  const count = Math.floor(elapsed / unit.seconds);
  return `${count} ${unit.name}${count === 1 ? '' : 's'} ago`;
}
