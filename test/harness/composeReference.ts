import { BLENDS } from '../../engine/composite/blend/blendModes.js';
import { adjustColour } from '../../engine/composite/colour/adjustColour.js';
import { edgeShare } from '../../engine/composite/colour/fadeEdges.js';
import { grainCell, grainColour, grainStrength } from '../../engine/composite/pass/grain.js';
import { lightColour } from '../../engine/composite/pass/light.js';
import { paletteColour } from '../../engine/composite/pass/palette.js';
import { signatureMask, signColour } from '../../engine/composite/pass/signature.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Rgb } from '../../engine/scene/rgb.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';

/**
 * The order law of compositing in plain arithmetic, written for clearness only: what stills and screens are held to.
 * A pixel belongs to a layer when its centre lies in the placed raster; the raster's outermost texels reach to its edge.
 */
export function composeReference(
  scene: Scene,
  rasters: ReadonlyMap<number, Raster>,
  { width }: { width: number },
): Raster {
  const height = Math.round((width * scene.height) / scene.width);
  const layers = scene.layers
    .filter(({ visible }) => visible)
    .map((layer) => ({ layer, texels: texelsOf(layer, rasters) }));
  const signed = coverageOf(scene, { width, height });
  const strength = grainStrength(scene.grain, width / scene.width);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = ((column + 0.5) * scene.width) / width;
      const y = ((row + 0.5) * scene.height) / height;
      const composed = layers.reduce(
        (backdrop, { layer, texels }) => over(backdrop, layer, sample(layer, texels, x, y)),
        scene.background,
      );
      const lit = lightColour(signColour(composed, signed(column, row)), scene.light);
      const cell = [grainCell(column, scene.width, width), grainCell(row, scene.height, height)] as const;
      const grained = grainColour(paletteColour(lit, scene.palette), cell, scene.grain, strength);
      rgba.set([...grained.map((channel) => channel * 255), 255], (row * width + column) * 4);
    }
  }
  return { width, height, rgba };
}

/** How much of the signature covers a pixel, 0…1. */
function coverageOf(scene: Scene, picture: { width: number; height: number }): (column: number, row: number) => number {
  if (!scene.signature) return () => 0;
  const { x, y, width, height, coverage } = signatureMask(scene.signature, scene, picture);
  return (column, row) =>
    column >= x && column < x + width && row >= y && row < y + height
      ? coverage[(row - y) * width + column - x]! / 255
      : 0;
}

interface Texels {
  width: number;
  height: number;
  /** Premultiplied red, green, blue and alpha, 0…1, rows from the top. */
  values: Float64Array;
  /** Of the turn from the canvas back to the raster. */
  cos: number;
  sin: number;
}

function texelsOf(layer: SceneLayer, rasters: ReadonlyMap<number, Raster>): Texels {
  const { width, height, rgba } = rasters.get(layer.token)!;
  const values = Float64Array.from(rgba, (byte) => byte / 255);
  const { fade } = layer.placement;
  for (let i = 0; i < values.length; i += 4) {
    const [column, row] = [(i / 4) % width, Math.floor(i / 4 / width)];
    const alpha = values[i + 3]! * edgeShare(column, width, fade) * edgeShare(row, height, fade);
    const [r, g, b] = adjustColour([values[i]!, values[i + 1]!, values[i + 2]!], layer.colour);
    values.set([r * alpha, g * alpha, b * alpha, alpha], i);
  }
  const turn = (-layer.placement.rotation * Math.PI) / 180;
  return { width, height, values, cos: Math.cos(turn), sin: Math.sin(turn) };
}

/** The raster at a point of the canvas, bilinear and premultiplied; null outside it. */
function sample({ placement }: SceneLayer, texels: Texels, x: number, y: number): number[] | null {
  const { cos, sin } = texels;
  const [dx, dy] = [x - placement.x, y - placement.y];
  const across = (dx * cos - dy * sin) / placement.width;
  const u = 0.5 + (placement.mirror ? -across : across);
  const v = 0.5 + (dx * sin + dy * cos) / placement.height;
  if (u < 0 || u > 1 || v < 0 || v > 1) return null;
  const [s, t] = [u * texels.width - 0.5, v * texels.height - 0.5];
  const [column, row] = [Math.floor(s), Math.floor(t)];
  const [right, down] = [s - column, t - row];
  const [left, beside] = [held(column, texels.width), held(column + 1, texels.width)];
  const [top, below] = [held(row, texels.height), held(row + 1, texels.height)];
  const corners = [
    [left, top],
    [beside, top],
    [left, below],
    [beside, below],
  ].map(([c, r]) => (r! * texels.width + c!) * 4);
  const shares = [(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down];
  return [0, 1, 2, 3].map((channel) =>
    corners.reduce((sum, at, i) => sum + texels.values[at + channel]! * shares[i]!, 0),
  );
}

const held = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));

function over(backdrop: Rgb, layer: SceneLayer, texel: number[] | null): Rgb {
  if (texel === null || texel[3] === 0) return backdrop;
  const [r, g, b, a] = texel as [number, number, number, number];
  const blended = BLENDS[layer.blend].blend(backdrop, [r / a, g / a, b / a]);
  const alpha = a * layer.opacity;
  return backdrop.map((channel, i) => channel + (blended[i]! - channel) * alpha) as unknown as Rgb;
}
