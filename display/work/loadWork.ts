import { z } from 'zod';
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

/** What a server tells of a work, as it tells it: `GET /api/works/:work` and `GET /api/session`. */
export const ToldWork = z.object({ description: WorkDescription.extend({ manifest: Manifest }), world: World });
export type ToldWork = z.infer<typeof ToldWork>;

/** @throws FetchError with a sentence to show */
export async function fetchWork(work: number): Promise<ToldWork> {
  const [description, world] = await Promise.all([
    fetchJson(`/api/works/${work}`, ToldWork.shape.description),
    fetchJson('/api/session', World),
  ]);
  return { description, world };
}

/** A work as it was told, with what follows from it. */
export function workOf({ description, world }: ToldWork): Omit<Work, 'now'> {
  const { work, manifest, contracts, entropy } = description;
  const seeds = [manifest.master, ...manifest.layers].map((_, index) =>
    layerSeed(contracts.layerToken, entropy, tokenIdOf(work, index)),
  );
  return { description, manifest, seeds, world };
}

/** @throws FetchError with a sentence to show */
export async function loadWork(work: number): Promise<Work> {
  const clock = followServerClock('/api/session');
  const [told] = await Promise.all([fetchWork(work), clock.settled]);
  return { ...workOf(told), now: () => clock.now() / 1000 };
}
