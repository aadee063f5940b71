import type { BlendMode, LayerManifest, WalkPath } from './manifest.js';
import type { LatentRecipe } from './recipe.js';
import type { ColourAdjustment } from './scene.js';

/** Everything levers and rules can move of a layer: its parameters, before they are made into a picture and a place. */
export interface LayerDraft {
  /** By name of a choice of pictures: which. */
  states: ReadonlyMap<string, number>;
  latent: LatentCodes;
  /** What one step of a position's coordinate is, in 1/256 sigma. */
  positionStep: number;
  walk: WalkParameters;
  place: PlaceShift;
  colour: ColourAdjustment;
  opacity: number;
  blend: BlendMode;
  visible: boolean;
}

/** What a recipe has beside the names of its layer. */
export type LatentCodes = Omit<LatentRecipe, 'kind' | 'model' | 'class' | 'seed'>;

export interface WalkParameters {
  path: WalkPath;
  /** In 1/256 of an axis's sigma. */
  radius: number;
  /** Drift steps. */
  period: number;
}

/** What moves a layer from its box. */
export interface PlaceShift {
  /** Canvas pixels, added to those of the box. */
  x: number;
  y: number;
  /** Ratios of the box's. */
  width: number;
  height: number;
  /** Degrees clockwise: about its own centre, and about its anchor's. */
  rotation: number;
  orbit: number;
  mirror: boolean;
}

/** A layer as the manifest gives it: variant 0 in every band, no mix, where its box is, no adjustment. */
export function layerDraft({ truncation, reach, walk, opacity, blend }: LayerManifest): LayerDraft {
  return {
    states: new Map(),
    latent: {
      coarse: 0,
      middle: 0,
      fine: 0,
      partner: 0,
      mix: 0,
      truncation: Math.round(truncation * 1000),
      noise: { variant: 0, strength: 255 },
      position: [],
      directions: [],
    },
    // 128 steps go as far as the layer reaches.
    positionStep: reach * 2,
    walk: { path: walk?.path ?? 'still', radius: Math.round((walk?.radius ?? 0) * 256), period: walk?.period ?? 1 },
    place: { x: 0, y: 0, width: 1, height: 1, rotation: 0, orbit: 0, mirror: false },
    colour: { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: null },
    opacity,
    blend,
    visible: true,
  };
}
