import type { KeyObject } from 'node:crypto';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** How multicodec announces an Ed25519 public key. */
const ED25519 = Buffer.from([0xed, 0x01]);

/** A public Ed25519 key as `did:key` (W3C), from which anybody has the key itself again. */
export function didKey(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  // Multibase's letter for base58btc.
  return `did:key:z${base58(Buffer.concat([ED25519, Buffer.from(x ?? '', 'base64url')]))}`;
}

function base58(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = ALPHABET[Number(rest % 58n)] + text;
  return text;
}
