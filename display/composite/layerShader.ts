import { adjustColourGlsl } from '../../engine/composite/colour/adjustColour.js';
import { edgeShareGlsl } from '../../engine/composite/colour/fadeEdges.js';
import { noiseGlsl } from './noiseGlsl.js';

/**
 * Paints one layer at its raster's own resolution: crossfades two poses, adjusts their straight colour, fades its edges
 * and multiplies it by alpha, so that the bilinear filter that places the layer works on premultiplied values.
 */
export const layerFragment = `#version 300 es
precision highp float;
precision highp int;

uniform sampler2D uFrom;
uniform sampler2D uTo;
/** 1 where left and right are swapped: of uFrom, of uTo. */
uniform vec2 uMirror;
uniform float uMix;
/** 1 where the mix goes as a brush does, place by place. */
uniform float uBrush;
/** Of the target. */
uniform ivec2 uSize;
/** Hue in degrees, saturation, brightness, contrast. */
uniform vec4 uColour;
/** Red, green, blue, and how much of the tint. */
uniform vec4 uTint;
/** The share of the target over which it fades at each of its edges. */
uniform float uFade;
/** 1 gives the crossfade itself, straight, unadjusted and whole, for a later crossfade to start from. */
uniform float uHold;

out vec4 colour;

${adjustColourGlsl}
${noiseGlsl}
${edgeShareGlsl}

/** The texel under this one; a picture of another size than the target is enlarged by the filter that places layers. */
vec4 texelOf(sampler2D raster, float mirror) {
  ivec2 size = textureSize(raster, 0);
  vec2 at = gl_FragCoord.xy * vec2(size) / vec2(uSize);
  if (mirror > 0.5) at.x = float(size.x) - at.x;
  if (size == uSize) return texelFetch(raster, ivec2(at), 0);
  ivec2 corner = ivec2(floor(at - 0.5));
  vec2 share = at - 0.5 - vec2(corner);
  vec4 mixed = vec4(0.0);
  for (int i = 0; i < 4; i++) {
    ivec2 step = ivec2(i & 1, i >> 1);
    vec4 texel = texelFetch(raster, clamp(corner + step, ivec2(0), size - 1), 0);
    vec2 weight = mix(1.0 - share, share, vec2(step));
    mixed += vec4(texel.rgb * texel.a, texel.a) * weight.x * weight.y;
  }
  return mixed.a > 0.0 ? vec4(mixed.rgb / mixed.a, mixed.a) : vec4(0.0);
}

void main() {
  vec4 from = texelOf(uFrom, uMirror.x);
  vec4 to = texelOf(uTo, uMirror.y);
  float share = uMix;
  if (uBrush > 0.5 && uMix > 0.0) share = brushed(uMix, strokes(gl_FragCoord.xy / float(uSize.y)), 0.5);
  float alpha = mix(from.a, to.a, share);
  vec3 premultiplied = mix(from.rgb * from.a, to.rgb * to.a, share);
  vec3 straight = share == 0.0 ? from.rgb : alpha > 0.0 ? premultiplied / alpha : vec3(0.0);
  vec3 adjusted = adjustColour(straight, uColour.x, uColour.y, uColour.z, uColour.w, uTint.rgb, uTint.a);
  float seen = alpha * edgeShare(gl_FragCoord.xy, vec2(uSize), uFade);
  colour = uHold > 0.5 ? vec4(straight, alpha) : vec4(adjusted * seen, seen);
}
`;
