import type { Lever, Manifest } from '../../engine/scene/manifest.js';

/** What the manifest says of a token, master or layer alike. */
export interface TokenManifest {
  title: string;
  levers: readonly Lever[];
}

/** @throws RangeError when the work has no such token */
export function tokenOf(manifest: Manifest, index: number): TokenManifest {
  const token = index === 0 ? manifest.master : manifest.layers[index - 1];
  if (!token) throw new RangeError(`The work has ${manifest.layers.length} layers and no token ${index}.`);
  return token;
}
