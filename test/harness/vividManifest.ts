import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Manifest } from '../../engine/scene/manifest.js';

/** A small work that lives: states, an asset, anchors, a walk, positions, and a rule of every source. */
export function vividManifest(): Manifest {
  return checkManifest(vividManifestJson());
}

/** The same before it is checked, to be spoiled by tests. A fresh copy each time. */
export function vividManifestJson() {
  return {
    format: 'pentimento/1',
    title: 'Vivid',
    artist: 'The house',
    description: '',
    licence: 'CC0-1.0',
    canvas: { width: 400, height: 300, background: '#102030' },
    model: { name: 'house', sha256: 'ab'.repeat(32), signature: 'log σ(D(x))' },
    motion: { stepSeconds: 60 },
    assets: {
      lantern: {
        sha256: 'cd'.repeat(32),
        type: 'image/png',
        bytes: 12_345,
        width: 64,
        height: 64,
        credit: 'The house',
        licence: 'CC0-1.0',
      },
    },
    master: {
      title: 'Vivid',
      grain: 20,
      signature: 'bottom-right',
      levers: [
        { label: 'Season', bind: 'rules', type: 'range', min: 0, max: 3, step: 1 },
        { label: 'Grain', bind: 'work.grain', type: 'range', min: 0, max: 100, step: 10, default: 2 },
      ],
      rules: [
        {
          bind: 'work.light',
          source: { kind: 'time', part: 'minute' },
          values: ['night', 'noon'],
          map: 'ease',
          from: [0, 720],
        },
      ],
    },
    layers: [
      {
        title: 'Sky',
        picture: {
          kind: 'states',
          name: 'weather',
          of: [
            { kind: 'latent', class: 'sky' },
            {
              kind: 'states',
              name: 'fair',
              of: [
                { kind: 'latent', class: 'ridge' },
                { kind: 'image', asset: 'lantern', box: { x: 10, y: 20, width: 30, height: 40 } },
              ],
            },
          ],
        },
        variants: 4,
        box: { x: 200, y: 150, width: 400, height: 300 },
        walk: { path: 'circle', axes: [0, 9], radius: 1, period: 8 },
        levers: [
          {
            label: 'Weather',
            bind: 'state.weather',
            type: 'select',
            options: [
              { label: 'Rain', value: 0 },
              { label: 'Fair', value: 1 },
            ],
          },
          { label: 'Place', bind: 'latent.position', type: 'position' },
          { label: 'Farther', bind: 'latent.position', type: 'position' },
          { label: 'Texture', bind: 'latent.noise-variant', type: 'range', min: 0, max: 3, step: 1 },
          { label: 'Reach', bind: 'motion.radius', type: 'range', min: 0, max: 2, step: 1, default: 1 },
        ],
        rules: [
          { bind: 'state.fair', source: { kind: 'levers', levers: [{ token: 0, lever: 0 }] }, values: [0, 1] },
          {
            bind: 'latent.coarse',
            source: { kind: 'levers', levers: [{ token: 0, lever: 0 }] },
            values: [3, 2, 1, 0],
          },
          { bind: 'latent.fine', source: { kind: 'random', name: 'dice', sides: 4 }, values: [0, 1, 2, 3] },
        ],
      },
      {
        title: 'Moon',
        picture: { kind: 'image', asset: 'lantern' },
        box: { x: 100, y: 0, width: 50, height: 50, anchor: 1 },
        levers: [
          { label: 'Orbit', bind: 'placement.orbit', type: 'angle', steps: 8 },
          { label: 'Width', bind: 'placement.width', type: 'range', min: 50, max: 200, step: 50, default: 1 },
        ],
        rules: [
          { bind: 'placement.y', source: { kind: 'step' }, values: [-5, 0, 5] },
          {
            bind: 'opacity',
            source: {
              kind: 'levers',
              levers: [
                { token: 1, lever: 0 },
                { token: 1, lever: 3 },
              ],
            },
            values: [20, 100],
            map: 'ease',
          },
        ],
      },
    ],
  };
}
