import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import type { Manifest } from '../../engine/scene/manifest.js';

/**
 * A small work of the tiny model: a sky and a figure, each with a lever that costs a painting and one that does not.
 * @param variants how many pictures each layer can show
 */
export function tinyManifest(variants = 4): Manifest {
  const levers = [
    { label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: variants - 1, step: 1 },
    { label: 'Hue', bind: 'colour.hue', type: 'angle', steps: 36 },
  ];
  const sha256 = createHash('sha256')
    .update(readFileSync(join(process.cwd(), 'test/fixtures/tinyModel/model.json')))
    .digest('hex');
  return checkManifest({
    format: 'pentimento/1',
    title: 'Small',
    artist: 'The house',
    description: 'A work for tests.',
    licence: 'CC0-1.0',
    canvas: { width: 320, height: 200, background: '#102030' },
    model: { name: 'tiny', sha256 },
    master: { title: 'Small', levers: [] },
    layers: [
      {
        title: 'Sky',
        picture: { kind: 'latent', class: 'sky' },
        variants,
        box: { x: 160, y: 100, width: 320, height: 200 },
        levers,
      },
      {
        title: 'Figure',
        picture: { kind: 'latent', class: 'figure' },
        variants,
        box: { x: 160, y: 120, width: 100, height: 100 },
        levers,
      },
    ],
  });
}
