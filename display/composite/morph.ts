import { betweenLights, betweenPalettes } from '../../engine/scene/grades.js';
import type { Rgb } from '../../engine/scene/rgb.js';
import type { BlendShare, FadingColour, Frame, LayerFrame, Pose } from './frame.js';

/** A way from one frame to another. */
export interface Morph {
  from: Frame;
  to: Frame;
  /** By layer, the pictures it goes through, its first and last included; one where the picture stays. */
  poses: Pose[][];
  /** How a layer goes that has no picture between its two ends. */
  by: LayerFrame['by'];
}

/** The most blend modes a layer fades between, when morphs interrupt one another. */
const MAX_BLENDS = 4;

/**
 * The way from one frame to another. Both are of one work, so their layers pair by place.
 * @param from where every layer shows its `from` pose alone: a resting frame, or one whose crossfades are held
 * @param to a resting frame
 * @param between by layer, the rasters between the two, in order; none where none was painted in time
 * @param by how a layer goes that has no picture between
 */
export function createMorph(
  from: Frame,
  to: Frame,
  between: readonly (readonly string[])[],
  by: LayerFrame['by'],
): Morph {
  const poses = to.layers.map((layer, i) => {
    const start = from.layers[i] as LayerFrame;
    // What cannot be seen at one end fades, and has no use for a picture of that end.
    if (start.opacity === 0) return [layer.from];
    if (layer.opacity === 0) return [start.from];
    return posesBetween(start.from, layer.from, between[i] ?? []);
  });
  return { from, to, poses, by };
}

/**
 * The morph with every picture up to the next one there: one that is not yet painted is passed over for the first after it
 * that is. A picture already come to stays, so that nothing jumps. Asked at every frame.
 * @param progress 0…1, linear in time
 * @param isThere whether a raster can be drawn; those of the two ends can
 */
export function passOverMissing(morph: Morph, progress: number, isThere: (raster: string) => boolean): Morph {
  const poses = morph.poses.map((ofLayer) => {
    const next = Math.floor(smoothstep(progress) * (ofLayer.length - 1)) + 1;
    return ofLayer.map((pose, i) => {
      // The first is what was shown.
      if (i === 0 || i > next || isThere(pose.raster)) return pose;
      return ofLayer.slice(i).find(({ raster }) => isThere(raster)) ?? pose;
    });
  });
  return { ...morph, poses };
}

/**
 * The frame at a moment of a morph. At 0 it is where the morph came from, at 1 where it goes, and it eases at both ends.
 * @param progress 0…1, linear in time
 */
export function frameAt({ from, to, poses, by }: Morph, progress: number): Frame {
  if (progress >= 1) return to;
  const t = smoothstep(progress);
  return {
    ...to,
    ...mixSignatures(from, to, t),
    light: betweenLights(from.light, to.light, t),
    palette: betweenPalettes(from.palette, to.palette, t),
    grain: { ...to.grain, strength: mix(from.grain.strength, to.grain.strength, t) },
    layers: to.layers.map((layer, i) => layerAt(from.layers[i] as LayerFrame, layer, poses[i] as Pose[], by, t)),
  };
}

function posesBetween(start: Pose, end: Pose, between: readonly string[]): Pose[] {
  if (start.raster === end.raster && start.mirror === end.mirror) return [end];
  return [
    start,
    ...between.map((raster, i) => ({ raster, mirror: i * 2 < between.length - 1 ? start.mirror : end.mirror })),
    end,
  ];
}

const smoothstep = (x: number) => x * x * (3 - 2 * x);

function layerAt(from: LayerFrame, to: LayerFrame, poses: Pose[], by: LayerFrame['by'], t: number): LayerFrame {
  const at = t * (poses.length - 1);
  const first = Math.min(Math.floor(at), Math.max(0, poses.length - 2));
  const pose = poses[first] as Pose;
  return {
    token: to.token,
    from: pose,
    to: poses[first + 1] ?? pose,
    mix: at - first,
    // Neighbouring pictures of a way through the latent space are near enough to fade.
    by: poses.length === 2 ? by : 'fading',
    placement: {
      x: mix(from.placement.x, to.placement.x, t),
      y: mix(from.placement.y, to.placement.y, t),
      width: mix(from.placement.width, to.placement.width, t),
      height: mix(from.placement.height, to.placement.height, t),
      rotation: mixAngle(from.placement.rotation, to.placement.rotation, t),
      fade: mix(from.placement.fade, to.placement.fade, t),
    },
    colour: mixColour(from.colour, to.colour, t),
    opacity: mix(from.opacity, to.opacity, t),
    blends: mixBlends(from.blends, to.blends, t),
  };
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t;

const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/** One signature fades out before another fades in. */
function mixSignatures(from: Frame, to: Frame, t: number): Pick<Frame, 'signature' | 'signed'> {
  if (JSON.stringify(from.signature) === JSON.stringify(to.signature)) {
    return { signature: to.signature, signed: mix(from.signed, to.signed, t) };
  }
  return t < 0.5
    ? { signature: from.signature, signed: from.signed * (1 - 2 * t) }
    : { signature: to.signature, signed: to.signed * (2 * t - 1) };
}

/** The short way round. */
function mixAngle(a: number, b: number, t: number): number {
  const turn = ((((b - a) % 360) + 540) % 360) - 180;
  return a + turn * t;
}

function mixColour(a: FadingColour, b: FadingColour, t: number): FadingColour {
  return {
    hue: mixAngle(a.hue, b.hue, t),
    saturation: mix(a.saturation, b.saturation, t),
    brightness: mix(a.brightness, b.brightness, t),
    contrast: mix(a.contrast, b.contrast, t),
    // A tint that fades in or out keeps its colour on the way.
    tint: mixRgb(a.tintWeight > 0 ? a.tint : b.tint, b.tintWeight > 0 ? b.tint : a.tint, t),
    tintWeight: mix(a.tintWeight, b.tintWeight, t),
  };
}

function mixBlends(from: BlendShare[], to: BlendShare[], t: number): BlendShare[] {
  const shares = new Map<BlendShare['mode'], number>();
  for (const { mode, share } of from) shares.set(mode, share * (1 - t));
  for (const { mode, share } of to) shares.set(mode, (shares.get(mode) ?? 0) + share * t);
  const kept = [...shares]
    .map(([mode, share]) => ({ mode, share }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_BLENDS)
    // One order all the way: a shader is made for every other.
    .sort((a, b) => a.mode.localeCompare(b.mode));
  const total = kept.reduce((sum, { share }) => sum + share, 0);
  return kept.map(({ mode, share }) => ({ mode, share: share / total }));
}
