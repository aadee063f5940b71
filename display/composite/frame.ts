import type { Light, Palette } from '../../engine/scene/grades.js';
import type { BlendMode } from '../../engine/scene/manifest.js';
import type { Rgb } from '../../engine/scene/rgb.js';
import type { Grain, Placement, Scene, SceneLayer, Signature } from '../../engine/scene/scene.js';
import type { Lit } from './spotlight.js';

/** A picture of a layer: which raster, by its URL or the name of a held one, and whether left and right are swapped. */
export interface Pose {
  raster: string;
  mirror: boolean;
}

/** `ColourAdjustment` with a tint that can fade in and out. */
export interface FadingColour {
  hue: number;
  saturation: number;
  brightness: number;
  contrast: number;
  tint: Rgb;
  /** 0 is no tint, 1 all of it. */
  tintWeight: number;
}

export interface BlendShare {
  mode: BlendMode;
  /** The shares of a layer add up to 1. */
  share: number;
}

/** How one layer is drawn at one moment. */
export interface LayerFrame {
  /** The layer's token index. */
  token: number;
  from: Pose;
  to: Pose;
  /** 0 shows `from`, 1 shows `to`. */
  mix: number;
  /**
   * How the one goes over into the other: evenly, for pictures of neighbouring recipes; or place by place as a brush
   * would go, for pictures that have nothing in common.
   */
  by: 'fading' | 'brush';
  placement: Omit<Placement, 'mirror'>;
  colour: FadingColour;
  /** 0 for an invisible layer. */
  opacity: number;
  blends: BlendShare[];
}

/** One work's picture at one moment: a scene at rest, or a point on the way between two. */
export interface Frame {
  /** The work's id: layers of different works are never taken for one another. */
  work: number;
  width: number;
  height: number;
  background: Rgb;
  signature: Signature | null;
  /** 0 is not signed, 1 all of the signature's paint. */
  signed: number;
  light: Light;
  palette: Palette;
  grain: Grain;
  /** Back to front, those that cannot be seen included. */
  layers: LayerFrame[];
}

/**
 * How one whole picture goes over into another:
 * - `cut`: at once.
 * - `crossfade`: evenly. For people who asked for less motion.
 * - `dissolve`: place by place, as if it were painted over.
 * - `displace`: the one runs, as wet paint does, and stands still as the other.
 */
export const TRANSITIONS = ['cut', 'crossfade', 'dissolve', 'displace'] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** What the canvas shows at one moment. */
export interface View {
  frame: Frame;
  /**
   * The remembered picture, while it is still to be seen: on its way out, or as the trace of the earlier painting that
   * shines through the one above and sinks. `progress` is 0…1; at 1 nothing is left of it.
   */
  before: { by: Exclude<Transition, 'cut'> | 'trace'; progress: number } | null;
  /** The layer that a visitor lights; null for the composite as it is, to the last bit. */
  lit: Lit | null;
  /** How the room's light falls; null for the composite as it is, to the last bit. */
  varnish: Varnish | null;
}

/** The canvas weave and the raking light that a wall lays over the composite. */
export interface Varnish {
  /** How far the light has turned from where it stands at rest, −1…1. */
  turn: number;
}

/**
 * The frame of a scene that does not move.
 * @param rasters the URL of each layer's raster, in order
 */
export function restingFrame(work: number, scene: Scene, rasters: readonly string[]): Frame {
  return {
    ...scene,
    work,
    signed: 1,
    layers: scene.layers.map((layer, i) => restingLayer(layer, rasters[i] as string)),
  };
}

function restingLayer(layer: SceneLayer, raster: string): LayerFrame {
  const { mirror, ...placement } = layer.placement;
  const { tint, ...colour } = layer.colour;
  const pose = { raster, mirror };
  return {
    token: layer.token,
    from: pose,
    to: pose,
    mix: 0,
    by: 'fading',
    placement,
    colour: { ...colour, tint: tint ?? [1, 1, 1], tintWeight: tint ? 1 : 0 },
    opacity: layer.visible ? layer.opacity : 0,
    blends: [{ mode: layer.blend, share: 1 }],
  };
}
