import { blendGlsl } from '../../engine/composite/blend/blendGlsl.js';

/** Layers a pass composes: with the backdrop they fit the sixteen textures every WebGL2 has. */
export const LAYERS_A_PASS = 8;

const layerIndices = Array.from({ length: LAYERS_A_PASS }, (_, i) => i);

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
 */
export const compositeFragment = `#version 300 es
precision highp float;
precision highp int;

const int LAYERS = ${LAYERS_A_PASS};

uniform sampler2D uBackdrop;
${layerIndices.map((i) => `uniform sampler2D uLayer${i};`).join('\n')}
/** The work's background, with alpha 1 where there is no backdrop yet. */
uniform vec4 uBackground;
uniform vec3 uGrade;
uniform int uLayers;
/** Canvas pixels per pixel of the output. */
uniform vec2 uScale;
/** The output's height where it is the page's canvas, whose row 0 is at the bottom; 0 for a texture's, at the top. */
uniform float uFlipHeight;
/** The map from canvas pixels to the raster's 0…1, across and down. */
uniform vec3 uAcross[LAYERS];
uniform vec3 uDown[LAYERS];
uniform float uOpacity[LAYERS];
/** Blend modes by number, and their shares. */
uniform vec4 uModes[LAYERS];
uniform vec4 uShares[LAYERS];

out vec4 colour;

${blendGlsl}

vec4 layerAt(int layer, vec2 at) {
${layerIndices.map((i) => `  if (layer == ${i}) return textureLod(uLayer${i}, at, 0.0);`).join('\n')}
  return vec4(0.0);
}

void main() {
  vec2 pixel = gl_FragCoord.xy;
  if (uFlipHeight > 0.0) pixel.y = uFlipHeight - pixel.y;
  vec3 result = uBackground.a > 0.5 ? uBackground.rgb : texelFetch(uBackdrop, ivec2(pixel), 0).rgb;
  vec3 canvas = vec3(pixel * uScale, 1.0);

  for (int i = 0; i < LAYERS; i++) {
    if (i >= uLayers) break;
    vec2 at = vec2(dot(uAcross[i], canvas), dot(uDown[i], canvas));
    if (at.x < 0.0 || at.y < 0.0 || at.x > 1.0 || at.y > 1.0) continue;
    vec4 texel = layerAt(i, at);
    if (texel.a <= 0.0) continue;
    vec3 source = texel.rgb / texel.a;
    vec3 blended = vec3(0.0);
    for (int k = 0; k < 4; k++) {
      if (uShares[i][k] > 0.0) blended += uShares[i][k] * blend(int(uModes[i][k] + 0.5), result, source);
    }
    result = mix(result, blended, texel.a * uOpacity[i]);
  }

  colour = vec4(result * uGrade, 1.0);
}
`;
