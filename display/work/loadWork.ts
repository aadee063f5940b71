import type { Hex } from '../../engine/protocol/primitives.js';
import { WorkDescription } from '../../engine/protocol/workDescription.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { Manifest } from '../../engine/scene/manifest.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { fetchJson } from './fetchJson.js';
import { followServerClock } from './followServerClock.js';
import { World } from './world.js';

/** What never changes while a page is open. */
export interface Work {
  description: WorkDescription;
  manifest: Manifest;
  /** By token index, the master's too. */
  seeds: Hex[];
  world: World;
  /** Unix seconds by the server's clock. */
  now: () => number;
}

/** @throws FetchError with a sentence to show */
export async function loadWork(work: number): Promise<Work> {
  const [description, world, now] = await Promise.all([
    fetchJson(`/api/works/${work}`, WorkDescription.extend({ manifest: Manifest })),
    fetchJson('/api/session', World),
    followServerClock('/api/session'),
  ]);
  const { manifest, contracts, entropy } = description;
  const seeds = [manifest.master, ...manifest.layers].map((_, index) =>
    layerSeed(contracts.layerToken, entropy, tokenIdOf(work, index)),
  );
  return { description, manifest, seeds, world, now };
}
