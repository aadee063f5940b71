import { sha256 } from '@noble/hashes/sha2.js';
import { inverseNormal } from './inverseNormal.js';

const WORDS_PER_BLOCK = 8;

/**
 * `count` numbers of N(0,1) that depend on `key` alone: SHA-256 in counter mode over (key ‖ u32 counter), each digest
 * read as eight big-endian u32, each u32 taken as the probability (u + ½) / 2³², which is never 0 or 1.
 */
export function sampleNormals(key: Uint8Array, count: number): Float32Array {
  const normals = new Float32Array(count);
  const message = new Uint8Array(key.length + 4);
  message.set(key);
  const counter = new DataView(message.buffer, key.length);
  for (let i = 0; i < count; i += WORDS_PER_BLOCK) {
    counter.setUint32(0, i / WORDS_PER_BLOCK);
    const digest = sha256(message);
    const words = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
    for (let word = 0; word < WORDS_PER_BLOCK && i + word < count; word++) {
      normals[i + word] = inverseNormal((words.getUint32(word * 4) + 0.5) / 2 ** 32);
    }
  }
  return normals;
}
