import { RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';

/**
 * A store that all share, behind one of this process's own: what was read or put once is served from here, also while the
 * shared one is away.
 */
export function keepNear(near: RasterStore, shared: RasterStore): RasterStore {
  return {
    has: async (name) => (await near.has(name)) || shared.has(name),
    async get(name) {
      const held = await near.get(name);
      if (held) return held;
      const png = await shared.get(name);
      if (png) await put(near, name, png);
      return png;
    },
    async put(name, png) {
      await put(near, name, png);
      await shared.put(name, png);
    },
  };
}

/** A full disk here costs a longer way each time, never the picture. */
async function put(near: RasterStore, name: string, png: Uint8Array): Promise<void> {
  await near.put(name, png).catch((error) => {
    if (!(error instanceof RasterNotStored)) throw error;
  });
}
