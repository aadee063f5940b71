import type { Placement } from '../../engine/scene/scene.js';

/** Dot products with (x, y, 1) of a canvas pixel give where a raster is sampled, 0…1 across and down. */
export interface PlacementMap {
  across: readonly [number, number, number];
  down: readonly [number, number, number];
}

/** The inverse of a placement: from a canvas pixel back to the raster. Mirroring is left to the pose. */
export function placementMap({ x, y, width, height, rotation }: Omit<Placement, 'mirror' | 'fade'>): PlacementMap {
  const radians = (rotation * Math.PI) / 180;
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return {
    across: [cos / width, sin / width, 0.5 - (x * cos + y * sin) / width],
    down: [-sin / height, cos / height, 0.5 - (y * cos - x * sin) / height],
  };
}
