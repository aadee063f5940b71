import type { View } from './frame.js';
import { noiseGlsl } from './noiseGlsl.js';

/**
 * Puts a composite on the canvas: on its way from the picture before it, and under the varnish. Where there is neither,
 * the composite is drawn onto the canvas itself and this has no part.
 * @param before how the picture before goes, if one does
 * @param onCanvas whether it is drawn onto the page's canvas, whose row 0 is at the bottom; a texture's is at the top
 */
export function viewFragment(
  before: NonNullable<View['before']>['by'] | null,
  isVarnished: boolean,
  onCanvas: boolean,
): string {
  return `#version 300 es
precision highp float;
precision highp int;

uniform sampler2D uPicture;
uniform sampler2D uBefore;
uniform float uProgress;
/** The size of the whole picture, pixels, and where the output lies in it: its left and top. */
uniform ivec4 uWindow;
/** Whence the raking light comes, a unit vector on the canvas, y downwards. */
uniform vec2 uLight;
/** Of the output, pixels. */
uniform int uHeight;

out vec4 colour;

${noiseGlsl}
${before ? beforeGlsl[before] : ''}
${isVarnished ? varnishGlsl(before !== null) : ''}

void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  ${onCanvas ? 'here.y = uHeight - 1 - here.y;' : ''}
  // In heights of the whole picture, from its top left.
  vec2 at = (vec2(here + uWindow.zw) + 0.5) / float(uWindow.y);
  vec3 result = ${before ? 'passing(here, at)' : 'texelFetch(uPicture, here, 0).rgb'};
  ${
    isVarnished
      ? 'ivec2 whole = here + uWindow.zw;\n  if (all(greaterThanEqual(whole, ivec2(0))) && all(lessThan(whole, uWindow.xy))) result = varnished(result, here, at);'
      : ''
  }
  colour = vec4(result, 1.0);
}
`;
}

const fetched = 'texelFetch(uBefore, here, 0).rgb, texelFetch(uPicture, here, 0).rgb';

const beforeGlsl: Record<NonNullable<View['before']>['by'], string> = {
  crossfade: `vec3 passing(ivec2 here, vec2 at) {
  return mix(${fetched}, smoothstep(0.0, 1.0, uProgress));
}`,
  dissolve: `vec3 passing(ivec2 here, vec2 at) {
  float there = brushed(uProgress, strokes(at), 0.35);
  // Paint that is just laid on is wet, and a little darker.
  return mix(${fetched}, there) * (1.0 - 0.28 * there * (1.0 - there));
}`,
  displace: `vec3 passing(ivec2 here, vec2 at) {
  vec2 run = vec2(noise(at * 3.0, 5u) - 0.5, noise(at * 3.0, 6u) - 0.5) + 0.4 * vec2(noise(at * 11.0, 7u) - 0.5, noise(at * 11.0, 8u) - 0.5);
  float t = smoothstep(0.0, 1.0, uProgress);
  vec2 texel = 1.0 / vec2(textureSize(uPicture, 0));
  vec2 reach = 0.16 * run * float(uWindow.y) * texel;
  vec2 uv = (vec2(here) + 0.5) * texel;
  vec3 gone = textureLod(uBefore, uv + reach * t, 0.0).rgb;
  vec3 come = textureLod(uPicture, uv - reach * (1.0 - t), 0.0).rgb;
  return mix(gone, come, brushed(t, noise(at * 4.0, 9u), 0.8));
}`,
  // The earlier painting shines through where the paint above it is thin.
  trace: `vec3 passing(ivec2 here, vec2 at) {
  float thin = smoothstep(0.35, 0.85, strokes(at * 0.8));
  // At first it is all there is, so that nothing jumps where one trace takes over from another.
  float share = mix(1.0, 0.62 * thin, smoothstep(0.0, 0.04, uProgress)) * (1.0 - smoothstep(0.0, 1.0, uProgress));
  return mix(texelFetch(uPicture, here, 0).rgb, texelFetch(uBefore, here, 0).rgb, share);
}`,
};

/** A plain weave under the paint, the paint's own relief, and light that comes from one side. All of it is faint. */
const varnishGlsl = (hasBefore: boolean) => `
float threads(vec2 thread) {
  thread += 0.35 * (noise(thread * 0.11, 11u) - 0.5);
  vec2 wave = abs(sin(3.14159265 * thread));
  bool isOver = ((int(floor(thread.x)) + int(floor(thread.y))) & 1) == 0;
  return isOver ? wave.x * (0.6 + 0.4 * wave.y) : wave.y * (0.6 + 0.4 * wave.x);
}

float brightness(ivec2 at) {
  ivec2 place = clamp(at, ivec2(0), textureSize(uPicture, 0) - 1);
  vec3 paint = texelFetch(uPicture, place, 0).rgb;
  ${hasBefore ? 'paint = mix(texelFetch(uBefore, place, 0).rgb, paint, smoothstep(0.0, 1.0, uProgress));' : ''}
  return dot(paint, vec3(0.299, 0.587, 0.114));
}

vec3 varnished(vec3 paint, ivec2 here, vec2 at) {
  float pitch = max(3.0, float(uWindow.y) / 360.0);
  vec2 thread = vec2(here + uWindow.zw) / pitch;
  float step = 0.5;
  float weave = threads(thread + uLight * step) - threads(thread - uLight * step);
  vec2 slope = vec2(
    brightness(here + ivec2(1, 0)) - brightness(here - ivec2(1, 0)),
    brightness(here + ivec2(0, 1)) - brightness(here - ivec2(0, 1))
  );
  float relief = clamp(dot(slope, uLight) * 0.4, -0.055, 0.055);
  vec2 middle = at - 0.5 * vec2(float(uWindow.x) / float(uWindow.y), 1.0);
  float rake = 0.055 * dot(middle, uLight) - 0.07 * dot(middle, middle);
  float thick = smoothstep(0.02, 0.35, dot(paint, vec3(0.333)));
  vec3 lit = paint * (1.0 + rake + relief + 0.013 * thick * weave);
  float gloss = smoothstep(0.55, 0.0, distance(middle, uLight * 0.62));
  lit += vec3(0.020, 0.018, 0.014) * gloss * gloss;
  // What eight bits cannot hold is left to chance, or the light would fall in steps.
  return lit + (dice(here + uWindow.zw, 12u) - 0.5) / 255.0;
}
`;
