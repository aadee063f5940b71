import { deflateSync, Inflate } from 'fflate';
import { ManifestError } from '../errors/sceneErrors.js';
import { checkManifest } from './checkManifest.js';
import type { Manifest } from './manifest.js';

/** The largest JSON text unpacked, in bytes: far above any manifest, far below what a hostile one could swell to. */
export const MAX_JSON_BYTES = 1 << 20;
/** Deflate swells at most 1032-fold, so one chunk cannot overshoot `MAX_JSON_BYTES` by more than itself. */
const CHUNK = 1 << 10;

/** A manifest as the chain stores it: its JSON, UTF-8, raw DEFLATE (RFC 1951). */
export function packManifest(manifest: Manifest): Uint8Array {
  return deflateSync(new TextEncoder().encode(JSON.stringify(manifest)), { level: 9 });
}

/**
 * The manifest in bytes from the chain.
 * @throws ManifestError when they are no DEFLATE of JSON, unpack to more than 1 MiB, or describe a manifest with mistakes
 */
export function unpackManifest(packed: Uint8Array): Manifest {
  return checkManifest(parseJson(inflate(packed)));
}

function inflate(packed: Uint8Array): Uint8Array<ArrayBuffer> {
  const json = new Uint8Array(MAX_JSON_BYTES);
  let length = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    if (length + chunk.length > MAX_JSON_BYTES) {
      throw new ManifestError([`manifest: unpacks to more than ${MAX_JSON_BYTES} bytes`]);
    }
    json.set(chunk, length);
    length += chunk.length;
    ended = final;
  });
  try {
    for (let from = 0; from < packed.length; from += CHUNK) {
      stream.push(packed.subarray(from, from + CHUNK), from + CHUNK >= packed.length);
    }
  } catch (cause) {
    if (cause instanceof ManifestError) throw cause;
    throw new ManifestError(['manifest: its bytes are not a whole raw DEFLATE stream'], cause);
  }
  if (!ended) throw new ManifestError(['manifest: its bytes are not a whole raw DEFLATE stream']);
  return json.subarray(0, length);
}

function parseJson(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ManifestError(['manifest: what unpacks is not JSON in UTF-8'], cause);
  }
}
