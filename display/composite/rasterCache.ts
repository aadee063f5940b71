import { ImageSource } from 'pixi.js';
import type { RasterLoader } from './openRasterLoader.js';

/** Rasters as textures, by URL. */
export interface RasterCache {
  /** @throws RasterUnavailable */
  load(url: string): Promise<unknown>;
  get(url: string): ImageSource | undefined;
  /** Lets go of the longest unused rasters beyond what may be kept, but of none in use. */
  trim(inUse: ReadonlySet<string>): void;
  readonly size: number;
  destroy(): void;
}

export interface RasterCacheOptions {
  loader: RasterLoader;
  /** Brings a texture to the GPU when its turn comes; a raster counts as loaded after that. */
  upload: (texture: ImageSource) => Promise<void>;
}

/** Between two trims a morph of all layers may hold more. */
const LIMIT = 64;
/** Texels of those that are not in use: of 64 rasters of 256 × 256 or 4 of 1024 × 1024, which are 16 MiB. */
const LOOSE_TEXELS = 64 * 256 * 256;

/**
 * A bitmap is kept beside its texture: a GPU that lost everything is given it again without the network. Both are let go
 * of by hand, because Pixi's own collection runs only while something is drawn.
 */
export function createRasterCache({ loader, upload }: RasterCacheOptions): RasterCache {
  /** In order of use, the longest unused first. */
  const textures = new Map<string, ImageSource>();
  const loading = new Map<string, Promise<ImageSource>>();

  async function fetchTexture(url: string): Promise<ImageSource> {
    const texture = new ImageSource({
      resource: await loader.load(url),
      // As the PNG holds it: colour is adjusted before it is multiplied by alpha.
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'nearest',
    });
    await upload(texture);
    textures.set(url, texture);
    return texture;
  }

  return {
    load(url) {
      const held = this.get(url);
      if (held) return Promise.resolve(held);
      const pending = loading.get(url) ?? fetchTexture(url).finally(() => loading.delete(url));
      loading.set(url, pending);
      return pending;
    },
    get(url) {
      const texture = textures.get(url);
      if (texture) {
        textures.delete(url);
        textures.set(url, texture);
      }
      return texture;
    },
    trim(inUse) {
      const loose = [...textures].filter(([url]) => !inUse.has(url));
      let texels = loose.reduce((sum, [, texture]) => sum + texelsOf(texture), 0);
      for (const [url, texture] of loose) {
        if (textures.size <= LIMIT && texels <= LOOSE_TEXELS) return;
        texels -= texelsOf(texture);
        textures.delete(url);
        release(texture);
      }
    },
    get size() {
      return textures.size;
    },
    destroy() {
      loader.close();
      for (const texture of textures.values()) release(texture);
      textures.clear();
    },
  };
}

const texelsOf = ({ width, height }: ImageSource) => width * height;

function release(texture: ImageSource) {
  const bitmap: unknown = texture.resource;
  texture.destroy();
  if (bitmap instanceof ImageBitmap) bitmap.close();
}
