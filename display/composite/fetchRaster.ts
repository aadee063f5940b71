import { sha256 } from '@noble/hashes/sha2.js';

/** The server would not give it. */
export class RasterRefused extends Error {
  constructor(
    status: number,
    /** Milliseconds it asks to wait; null where it did not say. */
    readonly retryAfter: number | null,
    /** Whether it will not, however often it is asked. */
    readonly refused: boolean,
  ) {
    super(`the server answered ${status}`);
  }
}

/** The most rasters on the disk that are not pinned; some 100 KB each. */
const MOST_KEPT = 1_500;
const TRIM_EVERY = 50;
let keptSinceTrim = TRIM_EVERY;

/**
 * A raster's bytes, from the disk or else from the server. Both are believed only when they have the digest that was named
 * for them (RFC 9530): what the disk or the way spoiled is fetched anew. Hashed in JavaScript: WebCrypto is missing on plain HTTP.
 * @param disk   where rasters are kept by their path, whose name is the recipe's hash; null to keep none
 * @param pinned paths that are not dropped
 * @throws RasterRefused, and whatever fetch throws
 */
export async function fetchRaster(
  url: string,
  disk: Cache | null,
  pinned: () => ReadonlySet<string>,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = new URL(url).pathname;
  const kept = await disk?.match(path);
  if (kept) {
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (kept.headers.get('repr-digest') === digestOf(bytes)) return bytes;
    await disk?.delete(path);
  }
  const bytes = (await fetched(url, 'default')) ?? (await fetched(url, 'reload'));
  if (!bytes) throw new Error('its bytes do not have the digest that the server names');
  if (disk) await keep(disk, path, bytes, pinned);
  return bytes;
}

/** Null where the bytes are not those that the server meant. */
async function fetched(url: string, cache: RequestCache): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await fetch(url, { cache });
  if (!response.ok) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const refused = response.status >= 400 && response.status < 500 && response.status !== 429;
    throw new RasterRefused(response.status, Number.isFinite(seconds) ? seconds * 1000 : null, refused);
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  const named = response.headers.get('repr-digest');
  return named === null || named === digestOf(bytes) ? bytes : null;
}

async function keep(disk: Cache, path: string, bytes: Uint8Array<ArrayBuffer>, pinned: () => ReadonlySet<string>) {
  try {
    await disk.put(path, new Response(bytes, { headers: { 'repr-digest': digestOf(bytes) } }));
    if (++keptSinceTrim < TRIM_EVERY) return;
    keptSinceTrim = 0;
    const paths = (await disk.keys()).map((request) => new URL(request.url).pathname);
    const loose = paths.filter((each) => !pinned().has(each));
    for (const oldest of loose.slice(0, Math.max(0, loose.length - MOST_KEPT))) await disk.delete(oldest);
  } catch {
    // A full disk costs an offline start, never the picture.
  }
}

/** As `Repr-Digest` has it. */
function digestOf(bytes: Uint8Array): string {
  return `sha-256=:${btoa(String.fromCharCode(...sha256(bytes)))}:`;
}
