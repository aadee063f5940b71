import type { Hex } from '../protocol/primitives.js';
import type { LayerManifest, Manifest } from './manifest.js';
import type { LatentRecipe } from './recipe.js';
import type { SceneLayer } from './scene.js';

/** A layer whose picture is painted by the model. */
export interface PlainLayer extends SceneLayer {
  recipe: LatentRecipe;
}

/** A layer as the manifest gives it, before any lever: variant 0 in every band, no mix, its box, no adjustment. */
export function plainLayer(manifest: Manifest, layer: LayerManifest, token: number, seed: Hex): PlainLayer {
  return {
    token,
    recipe: {
      kind: 'latent',
      model: manifest.model.sha256,
      class: layer.class,
      seed,
      coarse: 0,
      middle: 0,
      fine: 0,
      partner: 0,
      mix: 0,
      truncation: Math.round(layer.truncation * 1000),
      noise: { variant: 0, strength: 255 },
      position: [],
      directions: [],
    },
    placement: { ...layer.box, rotation: 0, mirror: false },
    colour: { hue: 0, saturation: 1, brightness: 1, contrast: 1, tint: null },
    opacity: layer.opacity,
    blend: layer.blend,
    visible: true,
  };
}
