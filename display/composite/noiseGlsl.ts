/**
 * Noise by integers, so that every GPU and every part of a picture spread over several screens has the same.
 * Strokes are high along slanting streaks, as a broad brush leaves them; 0…1, half of it below 0.5.
 */
export const noiseGlsl = `
float dice(ivec2 cell, uint salt) {
  uint h = uint(cell.x) * 0x9e3779b1u ^ uint(cell.y) * 0x85ebca77u ^ salt * 0xc2b2ae3du;
  h ^= h >> 15; h *= 0x2c1b3c6du; h ^= h >> 12; h *= 0x297a2d39u; h ^= h >> 15;
  return float(h & 0xffffffu) / 16777215.0;
}

float noise(vec2 at, uint salt) {
  vec2 cell = floor(at);
  vec2 t = at - cell;
  t = t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
  ivec2 i = ivec2(cell);
  return mix(
    mix(dice(i, salt), dice(i + ivec2(1, 0), salt), t.x),
    mix(dice(i + ivec2(0, 1), salt), dice(i + ivec2(1, 1), salt), t.x),
    t.y
  );
}

/** @param at in heights of the picture */
float strokes(vec2 at) {
  vec2 along = mat2(0.866, -0.5, 0.5, 0.866) * at;
  float coarse = noise(along * vec2(2.5, 6.0), 1u);
  float middle = noise(along * vec2(6.0, 22.0), 2u);
  float fine = noise(along * vec2(20.0, 90.0), 3u);
  return smoothstep(0.12, 0.88, coarse * 0.55 + middle * 0.3 + fine * 0.15);
}

/** How much of the new is there where the brush comes at a moment, this late. @param wet how long a place takes, 0…1 */
float brushed(float progress, float late, float wet) {
  return smoothstep(0.0, 1.0, (progress * (1.0 + wet) - late) / wet);
}
`;
