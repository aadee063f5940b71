import { z } from 'zod';
import { Manifest } from './manifest.js';

/**
 * The JSON Schema of a manifest (2020-12), for editors: what `npm run gen` writes to `manifest.schema.json`. It says
 * what a manifest looks like; `checkManifest` also holds its parts against each other.
 */
export function manifestSchema() {
  return {
    title: 'A Pentimento manifest',
    ...z.toJSONSchema(Manifest, { target: 'draft-2020-12', io: 'input' }),
  };
}
