import type { BlendMode } from '../../scene/manifest.js';
import type { Blend } from './blend.js';
import { color } from './color.js';
import { colorBurn } from './colorBurn.js';
import { colorDodge } from './colorDodge.js';
import { darken } from './darken.js';
import { difference } from './difference.js';
import { exclusion } from './exclusion.js';
import { hardLight } from './hardLight.js';
import { hue } from './hue.js';
import { lighten } from './lighten.js';
import { luminosity } from './luminosity.js';
import { multiply } from './multiply.js';
import { normal } from './normal.js';
import { overlay } from './overlay.js';
import { saturation } from './saturation.js';
import { screen } from './screen.js';
import { softLight } from './softLight.js';

/** Every mode of the manifest with its formula. */
export const BLENDS: Record<BlendMode, Blend> = {
  normal,
  multiply,
  screen,
  overlay,
  darken,
  lighten,
  'color-dodge': colorDodge,
  'color-burn': colorBurn,
  'hard-light': hardLight,
  'soft-light': softLight,
  difference,
  exclusion,
  hue,
  saturation,
  color,
  luminosity,
};
