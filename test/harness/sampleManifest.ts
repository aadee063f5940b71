import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Manifest } from '../../engine/scene/manifest.js';

/** A small work with every lever type and most bindings: a master, a plain sky and a levered ridge. */
export function sampleManifest(): Manifest {
  return checkManifest(sampleManifestJson());
}

/** The same before it is checked, to be spoiled by tests. A fresh copy each time. */
export function sampleManifestJson() {
  return {
    format: 'pentimento/1',
    title: 'Sample',
    artist: 'The house',
    description: '',
    licence: 'CC0-1.0',
    canvas: { width: 400, height: 300, background: '#102030' },
    model: { name: 'house', sha256: 'ab'.repeat(32) },
    master: {
      title: 'Sample',
      levers: [
        {
          label: 'Light',
          bind: 'work.light',
          type: 'select',
          options: [
            { label: 'Noon', value: 'noon' },
            { label: 'Night', value: 'night' },
          ],
        },
        {
          label: 'Palette',
          bind: 'work.palette',
          type: 'select',
          options: [
            { label: 'Neutral', value: 'neutral' },
            { label: 'Ochre', value: 'ochre' },
          ],
        },
      ],
    },
    layers: [
      {
        title: 'Sky',
        picture: { kind: 'latent', class: 'sky' },
        variants: 4,
        box: { x: 200, y: 150, width: 400, height: 300 },
        levers: [
          { label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 3, step: 1, default: 2 },
          { label: 'Hue', bind: 'colour.hue', type: 'angle', steps: 36 },
        ],
      },
      {
        title: 'Ridge',
        picture: { kind: 'latent', class: 'ridge' },
        variants: 8,
        box: { x: 200, y: 200, width: 200, height: 100 },
        blend: 'multiply',
        opacity: 0.9,
        truncation: 0.7,
        levers: [
          { label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 7, step: 1, default: 3 },
          { label: 'Partner', bind: 'latent.partner', type: 'range', min: 0, max: 7, step: 1, default: 5 },
          { label: 'Mix', bind: 'latent.mix', type: 'range', min: 0, max: 100, step: 10, unit: '%' },
          { label: 'Warmth', bind: 'latent.direction.warmth', type: 'range', min: -3, max: 3, step: 0.1, default: 30 },
          { label: 'Left or right', bind: 'placement.x', type: 'range', min: -50, max: 50, step: 5, default: 10 },
          { label: 'Size', bind: 'placement.scale', type: 'range', min: 50, max: 150, step: 10, default: 5 },
          { label: 'Turn', bind: 'placement.rotation', type: 'angle', steps: 8 },
          { label: 'Mirror', bind: 'placement.mirror', type: 'bool' },
          {
            label: 'Tint',
            bind: 'colour.tint',
            type: 'color',
            colours: [
              { label: 'None', value: '#ffffff' },
              { label: 'Ochre', value: '#c8a24b' },
            ],
          },
          { label: 'Opacity', bind: 'opacity', type: 'range', min: 0, max: 100, step: 5, unit: '%', default: 18 },
          {
            label: 'Blend',
            bind: 'blend',
            type: 'select',
            options: [
              { label: 'Multiply', value: 'multiply' },
              { label: 'Screen', value: 'screen' },
            ],
          },
          { label: 'Shown', bind: 'visible', type: 'bool', default: 1 },
        ],
      },
    ],
  };
}
