import { RasterNotStored } from '../../engine/errors/rasterStoreErrors.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';

/**
 * A store that all share, behind one of this process's own: what was read or put once is served from here, also while the
 * shared one is away.
 */
export function keepNear(near: RasterStore, shared: RasterStore): RasterStore {
  return {
    has: async (hash) => (await near.has(hash)) || shared.has(hash),
    async get(hash) {
      const held = await near.get(hash);
      if (held) return held;
      const png = await shared.get(hash);
      if (png) await put(near, hash, png);
      return png;
    },
    async put(hash, png) {
      await put(near, hash, png);
      await shared.put(hash, png);
    },
  };
}

/** A full disk here costs a longer way each time, never the picture. */
async function put(near: RasterStore, hash: string, png: Uint8Array): Promise<void> {
  await near.put(hash, png).catch((error) => {
    if (!(error instanceof RasterNotStored)) throw error;
  });
}
