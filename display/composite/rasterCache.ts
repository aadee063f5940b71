import { ImageSource } from 'pixi.js';

/** A raster could not be had now. */
export class RasterUnavailable extends Error {
  /**
   * @param retryAfter milliseconds the server asks to wait; null where it did not say
   * @param refused whether the server will not paint it, however often it is asked
   */
  constructor(
    readonly url: string,
    readonly retryAfter: number | null,
    readonly refused: boolean,
    cause?: unknown,
  ) {
    super(`The raster at ${url} could not be fetched.`, cause === undefined ? undefined : { cause });
    this.name = 'RasterUnavailable';
  }
}

/** Rasters as textures, by URL. */
export interface RasterCache {
  /** @throws RasterUnavailable */
  load(url: string): Promise<ImageSource>;
  get(url: string): ImageSource | undefined;
  /** Lets go of the longest unused rasters beyond the limit, but of none in use. */
  trim(inUse: ReadonlySet<string>): void;
  readonly size: number;
  destroy(): void;
}

/** Between two trims a morph of all layers may hold more. 64 rasters of 256 × 256 are 16 MiB. */
const LIMIT = 64;

export function createRasterCache(): RasterCache {
  /** In order of use, the longest unused first. */
  const textures = new Map<string, ImageSource>();
  const loading = new Map<string, Promise<ImageSource>>();
  const life = new AbortController();

  async function fetchTexture(url: string): Promise<ImageSource> {
    const bitmap = await fetchBitmap(url, life.signal);
    if (life.signal.aborted) {
      bitmap.close();
      throw new RasterUnavailable(url, null, true, life.signal.reason);
    }
    const texture = new ImageSource({
      resource: bitmap,
      // As the PNG holds it: colour is adjusted before it is multiplied by alpha.
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'nearest',
    });
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
      for (const [url, texture] of textures) {
        if (textures.size <= LIMIT) return;
        if (inUse.has(url)) continue;
        textures.delete(url);
        release(texture);
      }
    },
    get size() {
      return textures.size;
    },
    destroy() {
      life.abort();
      for (const texture of textures.values()) release(texture);
      textures.clear();
    },
  };
}

async function fetchBitmap(url: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(url, { signal }).catch((cause) => {
    throw new RasterUnavailable(url, null, false, cause);
  });
  if (!response.ok) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const refused = response.status >= 400 && response.status < 500 && response.status !== 429;
    throw new RasterUnavailable(url, Number.isFinite(seconds) ? seconds * 1000 : null, refused);
  }
  try {
    return await createImageBitmap(await response.blob(), { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  } catch (cause) {
    throw new RasterUnavailable(url, null, false, cause);
  }
}

function release(texture: ImageSource) {
  const bitmap: unknown = texture.resource;
  texture.destroy();
  if (bitmap instanceof ImageBitmap) bitmap.close();
}
