import type { Raster } from '../scene/raster.js';
import type { ColourAdjustment, Rgb, Scene, SceneLayer } from '../scene/scene.js';
import type { Blend } from './blend/blend.js';
import { BLENDS } from './blend/blendModes.js';
import { adjustColour, isNeutral } from './colour/adjustColour.js';
import type { PaintedLayer } from './paintedLayer.js';

/** Rows composed at once: few enough to stay in the processor's cache, and to need no memory at any size. */
const BAND = 32;

/**
 * Composes layers by the standard's formulas, in floating point from the first layer to the last and rounded once.
 * A pixel belongs to a layer when its centre lies in the placed raster; the raster's outermost texels reach to its edge.
 */
export function paintExactly(scene: Scene, painted: readonly PaintedLayer[], width: number, height: number): Raster {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const scale = { across: scene.width / width, down: scene.height / height };
  const layers = painted.map(({ layer, raster }) => ({ layer, texels: texelsOf(raster, layer.colour) }));
  const band = new Float32Array(width * BAND * 3);
  for (let first = 0; first < height; first += BAND) {
    const rows = Math.min(BAND, height - first);
    fill(band, scene.background);
    for (const { layer, texels } of layers) over(band, { first, rows, width }, scale, layer, texels);
    for (let i = 0, from = 0, to = first * width * 4; i < rows * width; i++) {
      rgba[to++] = (band[from++] as number) * 255;
      rgba[to++] = (band[from++] as number) * 255;
      rgba[to++] = (band[from++] as number) * 255;
      rgba[to++] = 255;
    }
  }
  return { width, height, rgba };
}

interface Texels {
  width: number;
  height: number;
  /** Premultiplied red, green, blue and alpha, 0…1, rows from the top. */
  values: Float32Array;
}

function texelsOf({ width, height, rgba }: Raster, colour: ColourAdjustment): Texels {
  const values = new Float32Array(rgba.length);
  const neutral = isNeutral(colour);
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = (rgba[i + 3] as number) / 255;
    if (alpha === 0) continue;
    const straight: Rgb = [(rgba[i] as number) / 255, (rgba[i + 1] as number) / 255, (rgba[i + 2] as number) / 255];
    const [r, g, b] = neutral ? straight : adjustColour(straight, colour);
    values[i] = r * alpha;
    values[i + 1] = g * alpha;
    values[i + 2] = b * alpha;
    values[i + 3] = alpha;
  }
  return { width, height, values };
}

function fill(band: Float32Array, [r, g, b]: Rgb) {
  for (let i = 0; i < band.length; i += 3) {
    band[i] = r;
    band[i + 1] = g;
    band[i + 2] = b;
  }
}

/** Blends one layer over the band: W3C Compositing and Blending Level 1, §10.1, on an opaque backdrop. */
function over(
  band: Float32Array,
  { first, rows, width }: { first: number; rows: number; width: number },
  scale: { across: number; down: number },
  { placement, opacity, blend }: SceneLayer,
  texels: Texels,
) {
  const radians = (-placement.rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const perAcross = (placement.mirror ? -texels.width : texels.width) / placement.width;
  const perDown = texels.height / placement.height;
  // One pixel to the right moves so far in the raster, texels.
  const [uStep, vStep] = [scale.across * cos * perAcross, scale.across * sin * perDown];
  const mix = mixer(BLENDS[blend], opacity);
  const texel = new Float64Array(4);
  for (let row = 0; row < rows; row++) {
    const dx = 0.5 * scale.across - placement.x;
    const dy = (first + row + 0.5) * scale.down - placement.y;
    const uStart = (dx * cos - dy * sin) * perAcross + texels.width / 2;
    const vStart = (dx * sin + dy * cos) * perDown + texels.height / 2;
    for (let column = 0; column < width; column++) {
      const u = uStart + column * uStep;
      const v = vStart + column * vStep;
      if (u < 0 || u > texels.width || v < 0 || v > texels.height) continue;
      sample(texels, u, v, texel);
      if (at(texel, 3) > 0) mix(band, (row * width + column) * 3, texel);
    }
  }
}

/** The bilinear, premultiplied texel at a point, into `texel`. */
function sample({ width, height, values }: Texels, u: number, v: number, texel: Float64Array) {
  const left = Math.floor(u - 0.5);
  const top = Math.floor(v - 0.5);
  const x0 = Math.max(left, 0);
  const x1 = Math.min(left + 1, width - 1);
  const y0 = Math.max(top, 0) * width;
  const y1 = Math.min(top + 1, height - 1) * width;
  const [right, down] = [u - 0.5 - left, v - 0.5 - top];
  const [shareB, shareC, shareD] = [right * (1 - down), (1 - right) * down, right * down];
  const shareA = 1 - shareB - shareC - shareD;
  const [a, b, c, d] = [(y0 + x0) * 4, (y0 + x1) * 4, (y1 + x0) * 4, (y1 + x1) * 4];
  for (let channel = 0; channel < 4; channel++) {
    texel[channel] =
      at(values, a + channel) * shareA +
      at(values, b + channel) * shareB +
      at(values, c + channel) * shareC +
      at(values, d + channel) * shareD;
  }
}

/** How a texel goes over the pixel at an offset of the band. */
function mixer({ channel, blend }: Blend, opacity: number) {
  return (band: Float32Array, i: number, texel: Float64Array) => {
    const alpha = at(texel, 3);
    const share = alpha * opacity;
    const [r, g, b] = [at(band, i), at(band, i + 1), at(band, i + 2)];
    const [red, green, blue] = [at(texel, 0) / alpha, at(texel, 1) / alpha, at(texel, 2) / alpha];
    if (channel) {
      band[i] = r + (channel(r, red) - r) * share;
      band[i + 1] = g + (channel(g, green) - g) * share;
      band[i + 2] = b + (channel(b, blue) - b) * share;
    } else {
      const blended = blend([r, g, b], [red, green, blue]);
      band[i] = r + (blended[0] - r) * share;
      band[i + 1] = g + (blended[1] - g) * share;
      band[i + 2] = b + (blended[2] - b) * share;
    }
  };
}

const at = (values: Float32Array | Float64Array, i: number) => values[i] as number;
