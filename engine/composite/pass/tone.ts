import type { Rgb } from '../../scene/rgb.js';

/**
 * What a pass does to every colour of one luminance: channel × gain + lift. Light and palette are such passes, which is
 * why a still can look their tones up instead of working them out for every pixel.
 */
export interface Tone {
  gain: Rgb;
  lift: Rgb;
}

/** A colour under a tone, held to 0…1. */
export function toned(rgb: Rgb, { gain, lift }: Tone): Rgb {
  return [unit(rgb[0] * gain[0] + lift[0]), unit(rgb[1] * gain[1] + lift[1]), unit(rgb[2] * gain[2] + lift[2])];
}

const unit = (value: number) => Math.min(1, Math.max(0, value));
