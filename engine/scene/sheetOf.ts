import { LIGHTS, PALETTES } from './grades.js';
import type { Placement, Scene, SceneLayer } from './scene.js';

/** Edge of a cell in the sheet's own units: that of a raster, so that one is drawn as it is. */
const CELL = 256;

/** How many cells a sheet of so many layers has side by side: as near to a square as can be. */
export function sheetColumns(layers: number): number {
  return Math.max(1, Math.ceil(Math.sqrt(layers)));
}

/**
 * Every layer of a scene by itself, on the scene's ground, side by side in rows of `sheetColumns`: a contact sheet, as a
 * scene like any other. Cell i shows token i + 1 in its own colours, whole, and whether it is visible or not.
 */
export function sheetOf(scene: Scene): Scene {
  const columns = sheetColumns(scene.layers.length);
  return {
    ...scene,
    width: columns * CELL,
    height: Math.ceil(scene.layers.length / columns) * CELL,
    signature: null,
    light: LIGHTS.noon,
    palette: PALETTES.neutral,
    grain: { strength: 0, seed: 0 },
    layers: scene.layers.map((layer, i) => ({
      ...layer,
      placement: cellPlacement(layer, i % columns, Math.floor(i / columns)),
      opacity: 1,
      blend: 'normal',
      visible: true,
    })),
  };
}

/** In the middle of its cell, upright. What a model paints is square; another picture is as large as it fits. */
function cellPlacement({ placement, recipe }: SceneLayer, column: number, row: number): Placement {
  const { width, height, mirror, fade } = recipe.kind === 'latent' ? { ...placement, width: 1, height: 1 } : placement;
  const scale = CELL / Math.max(width, height);
  return {
    x: (column + 0.5) * CELL,
    y: (row + 0.5) * CELL,
    width: width * scale,
    height: height * scale,
    rotation: 0,
    mirror,
    fade,
  };
}
