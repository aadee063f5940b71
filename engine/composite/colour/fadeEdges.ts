/**
 * How much of a texel's alpha is left where a raster fades towards its edges: its distance from the nearest edge, as a
 * share of how far the fade reaches, eased by smoothstep; across and down apart, and multiplied.
 * @param at   the texel's place along the raster, from 0
 * @param size how many texels the raster has along it
 * @param fade the share of the raster that fades at either end, 0…0.5; 0 leaves it whole
 */
export function edgeShare(at: number, size: number, fade: number): number {
  if (fade === 0) return 1;
  const t = Math.min(1, (Math.min(at, size - 1 - at) + 0.5) / (size * fade));
  return t * t * (3 - 2 * t);
}

/** The same in GLSL ES 3.00, across and down at once: `float edgeShare(vec2 at, vec2 size, float fade)`, `at` a texel's centre. */
export const edgeShareGlsl = `float edgeShare(vec2 at, vec2 size, float fade) {
  if (fade == 0.0) return 1.0;
  vec2 share = smoothstep(0.0, 1.0, min(at, size - at) / (size * fade));
  return share.x * share.y;
}`;
