import { randomUUID } from 'node:crypto';
import { openSharedRasterFolder } from '../../engine/latent/openSharedRasterFolder.js';
import type { RasterStore } from '../../engine/latent/rasterStore.js';
import type { SharedRasters } from '../config/config.js';

export interface OpenedRasters {
  store: RasterStore;
  close(): void;
}

/** The rasters all processes share. S3's client is loaded only where it is used: it takes half a second to load. */
export async function openSharedRasters(place: SharedRasters): Promise<OpenedRasters> {
  if (place.kind === 'folder') return { store: await openSharedRasterFolder(place.path, randomUUID), close: () => {} };
  const { openS3Rasters } = await import('./openS3Rasters.js');
  const store = openS3Rasters(place);
  return { store, close: store.close };
}
