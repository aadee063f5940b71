import type { Lever, Manifest } from '../../engine/scene/manifest.js';
import { words } from '../language/words.js';
import { NothingThere } from './nothingThere.js';

/** What the manifest says of a token, master or layer alike. */
export interface TokenManifest {
  title: string;
  levers: readonly Lever[];
  /** How far its position levers reach either way, sigmas; of no meaning to the master, which has none. */
  reach: number;
}

/** @throws NothingThere when the work has no such token */
export function tokenOf(manifest: Manifest, index: number): TokenManifest {
  const token = index === 0 ? { ...manifest.master, reach: 0 } : manifest.layers[index - 1];
  if (!token) throw new NothingThere(words.pages.noToken(manifest.layers.length, index));
  return token;
}
