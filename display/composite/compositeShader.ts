import { glslName } from '../../engine/composite/blend/blend.js';
import { blendGlsl } from '../../engine/composite/blend/blendGlsl.js';
import { gradeColourGlsl } from '../../engine/composite/colour/gradeColour.js';
import type { BlendMode } from '../../engine/scene/manifest.js';

/** Layers a pass composes: with the backdrop they fit the sixteen textures every WebGL2 has. */
export const LAYERS_A_PASS = 8;

/** One triangle that covers the target, whatever that is. */
export const fullVertex = `#version 300 es
in vec2 aCorner;

void main() {
  gl_Position = vec4(aCorner, 0.0, 1.0);
}
`;

/**
 * Composes some layers over a backdrop, back to front, at the resolution of the output: bilinear placement, opacity,
 * blend as W3C Compositing and Blending Level 1 has it over an opaque backdrop, and the grade where the pass is the last.
 *
 * The shader is written for the modes at hand, because GPUs without real branches, software ones first, would compute
 * all sixteen for every pixel of every layer.
 * @param layers the blend modes of every layer of the pass, in the order of their shares
 */
export function compositeFragment(layers: readonly (readonly BlendMode[])[]): string {
  return `#version 300 es
precision highp float;

uniform sampler2D uBackdrop;
${layers.map((_, i) => `uniform sampler2D uLayer${i};`).join('\n')}
/** The work's background, with alpha 1 where there is no backdrop yet. */
uniform vec4 uBackground;
uniform vec3 uGrade;
/** Canvas pixels per pixel of the output. */
uniform vec2 uScale;
/** The output's height where it is the page's canvas, whose row 0 is at the bottom; 0 for a texture's, at the top. */
uniform float uFlipHeight;
/** The map from canvas pixels to the raster's 0…1, across and down. */
uniform vec3 uAcross[${LAYERS_A_PASS}];
uniform vec3 uDown[${LAYERS_A_PASS}];
uniform float uOpacity[${LAYERS_A_PASS}];
/** How much of each of a layer's modes. */
uniform vec4 uShares[${LAYERS_A_PASS}];

out vec4 colour;

${blendGlsl(new Set(layers.flat()))}
${gradeColourGlsl}

vec4 within(vec4 texel, vec2 at) {
  vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
  return texel * inside.x * inside.y;
}

void main() {
  vec2 pixel = gl_FragCoord.xy;
  if (uFlipHeight > 0.0) pixel.y = uFlipHeight - pixel.y;
  vec3 canvas = vec3(pixel * uScale, 1.0);
  vec3 result = uBackground.a > 0.5 ? uBackground.rgb : texelFetch(uBackdrop, ivec2(pixel), 0).rgb;
${layers.map(overGlsl).join('')}
  colour = vec4(gradeColour(result, uGrade), 1.0);
}
`;
}

function overGlsl(modes: readonly BlendMode[], layer: number): string {
  const blended = modes.map((mode, k) => `uShares[${layer}][${k}] * ${glslName(mode)}(result, source)`).join(' + ');
  return `
  {
    vec2 at = vec2(dot(uAcross[${layer}], canvas), dot(uDown[${layer}], canvas));
    vec4 texel = within(textureLod(uLayer${layer}, at, 0.0), at);
    if (texel.a > 0.0) {
      vec3 source = texel.rgb / texel.a;
      result = mix(result, ${blended}, texel.a * uOpacity[${layer}]);
    }
  }
`;
}
