import { glslName } from '../../engine/composite/blend/blend.js';
import { blendGlsl } from '../../engine/composite/blend/blendGlsl.js';
import { grainGlsl } from '../../engine/composite/pass/grain.js';
import { lightGlsl } from '../../engine/composite/pass/light.js';
import { luminanceGlsl } from '../../engine/composite/pass/luminance.js';
import { paletteGlsl } from '../../engine/composite/pass/palette.js';
import { signatureGlsl } from '../../engine/composite/pass/signature.js';
import type { BlendMode } from '../../engine/scene/manifest.js';

/** Layers a pass composes: with backdrop and signature they fit the sixteen textures every WebGL2 has. */
export const LAYERS_A_PASS = 8;

/** The wall beside a picture of another shape than the canvas: `--ground` of the pages. */
export const groundGlsl = 'const vec3 GROUND = vec3(11.0, 10.0, 9.0) / 255.0;';

/** One triangle that covers the target, whatever that is. */
export const fullVertex = `#version 300 es
in vec2 aCorner;

void main() {
  gl_Position = vec4(aCorner, 0.0, 1.0);
}
`;

/**
 * Composes some layers over a backdrop, back to front, at the resolution of the output: bilinear placement, opacity,
 * blend as W3C Compositing and Blending Level 1 has it over an opaque backdrop; then, where the pass is the last, the
 * signature, light, palette and grain of the whole work.
 *
 * The shader is written for the modes at hand, because GPUs without real branches, software ones first, would compute
 * all sixteen for every pixel of every layer.
 * @param layers the blend modes of every layer of the pass, in the order of their shares
 * @param isLit whether one layer is lit and the others are dimmed: how much of it shows is kept in alpha from pass to pass
 */
export function compositeFragment(layers: readonly (readonly BlendMode[])[], isLast: boolean, isLit: boolean): string {
  return `#version 300 es
precision highp float;
precision highp int;

uniform sampler2D uBackdrop;
${layers.map((_, i) => `uniform sampler2D uLayer${i};`).join('\n')}
/** The work's background, with alpha 1 where there is no backdrop yet. */
uniform vec4 uBackground;
/** Canvas pixels of the work per pixel of the output. */
uniform vec2 uScale;
/** The size of the whole picture, pixels, and where the output lies in it: its left and top. */
uniform ivec4 uWindow;
/** The output's height where it is the page's canvas, whose row 0 is at the bottom; 0 for a texture's, at the top. */
uniform float uFlipHeight;
/** The map from canvas pixels to the raster's 0…1, across and down. */
uniform vec3 uAcross[${LAYERS_A_PASS}];
uniform vec3 uDown[${LAYERS_A_PASS}];
uniform float uOpacity[${LAYERS_A_PASS}];
/** How much of each of a layer's modes. */
uniform vec4 uShares[${LAYERS_A_PASS}];

out vec4 colour;

${groundGlsl}
${isLast ? finishGlsl : ''}
${isLit ? litGlsl : ''}
${blendGlsl(new Set(layers.flat()))}

vec4 within(vec4 texel, vec2 at) {
  vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
  return texel * inside.x * inside.y;
}

void main() {
  vec2 pixel = gl_FragCoord.xy;
  if (uFlipHeight > 0.0) pixel.y = uFlipHeight - pixel.y;
  vec2 whole = pixel + vec2(uWindow.zw);
  if (any(lessThan(whole, vec2(0.0))) || any(greaterThan(whole, vec2(uWindow.xy)))) {
    colour = vec4(GROUND, 1.0);
    return;
  }
  vec3 canvas = vec3(whole * uScale, 1.0);
  vec3 result = uBackground.a > 0.5 ? uBackground.rgb : texelFetch(uBackdrop, ivec2(pixel), 0).rgb;
  ${isLit ? 'float lit = uBackground.a > 0.5 ? 0.0 : texelFetch(uBackdrop, ivec2(pixel), 0).a;' : ''}
${layers.map((modes, layer) => overGlsl(modes, layer, isLit)).join('')}
  ${isLast ? 'vec3 done = finished(result, ivec2(whole));' : ''}
  colour = ${isLast ? `vec4(${isLit ? 'dimmed(done, lit)' : 'done'}, 1.0)` : `vec4(result, ${isLit ? 'lit' : '1.0'})`};
}
`;
}

/** The passes of the whole work, in their order. */
const finishGlsl = `uniform sampler2D uSignature;
/** Where the signature's mask lies on the whole picture: its left and top, pixels; and how much of it shows, of 255. */
uniform ivec3 uSigned;
uniform vec4 uLight[3];
uniform vec4 uPalette[3];
/** The size of the work's canvas and of the whole picture, pixels. */
uniform ivec4 uSizes;
uniform int uGrainSeed;
uniform float uGrain;

${luminanceGlsl}
${signatureGlsl}
${lightGlsl}
${paletteGlsl}
${grainGlsl}

vec3 finished(vec3 result, ivec2 pixel) {
  ivec2 at = pixel - uSigned.xy;
  if (uSigned.z > 0 && all(greaterThanEqual(at, ivec2(0))) && all(lessThan(at, textureSize(uSignature, 0)))) {
    result = signColour(result, texelFetch(uSignature, at, 0).a * float(uSigned.z) / 255.0);
  }
  vec3 bound = paletteColour(lightColour(result, uLight), uPalette);
  uvec2 cell = grainCell(uvec2(pixel), uvec2(uSizes.xy), uvec2(uSizes.zw));
  return uGrain > 0.0 ? grainColour(bound, cell, uint(uGrainSeed), uGrain) : bound;
}
`;

/** What lies over the lit layer hides it, yet a little of its light comes through; the rest is dim, and almost grey. */
const litGlsl = `
/** Which layer of this pass is lit, −1 for none; and how dim the others are, 0…1. */
uniform vec2 uLit;

float litUnder(float lit, float cover, float layer) {
  return layer == uLit.x ? mix(lit, 1.0, cover) : lit * (1.0 - 0.8 * cover);
}

vec3 dimmed(vec3 done, float lit) {
  vec3 dim = 0.24 * mix(done, vec3(dot(done, vec3(0.299, 0.587, 0.114))), 0.55);
  return mix(done, mix(dim, done, lit), uLit.y);
}
`;

function overGlsl(modes: readonly BlendMode[], layer: number, isLit: boolean): string {
  const blended = modes.map((mode, k) => `uShares[${layer}][${k}] * ${glslName(mode)}(result, source)`).join(' + ');
  return `
  {
    vec2 at = vec2(dot(uAcross[${layer}], canvas), dot(uDown[${layer}], canvas));
    vec4 texel = within(textureLod(uLayer${layer}, at, 0.0), at);
    if (texel.a > 0.0) {
      vec3 source = texel.rgb / texel.a;
      result = mix(result, ${blended}, texel.a * uOpacity[${layer}]);
      ${isLit ? `lit = litUnder(lit, texel.a * uOpacity[${layer}], ${layer}.0);` : ''}
    }
  }
`;
}
