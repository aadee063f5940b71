import { InvalidArgumentError } from 'commander';

/* What commands take as values of their options. Each says what it must be, after commander's own words. */

export function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must start with http:// or https://.');
}

export const wholeNumberFrom = (least: number, most: number) => (text: string) => {
  const value = wholeNumber(text);
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be from ${least} to ${most}.`);
};

export function wholeNumber(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}
