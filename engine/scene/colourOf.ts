import type { Rgb } from './rgb.js';

/** `#rrggbb` as red, green, blue in 0…1. */
export function colourOf(text: string): Rgb {
  const channel = (from: number) => Number.parseInt(text.slice(from, from + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
