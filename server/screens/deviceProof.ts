import {
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { challengeText, type DeviceKey, type DeviceProof } from '../../engine/protocol/screenMessages.js';

/** Milliseconds for which a challenge is good. */
const CHALLENGE_LIFE = 60_000;

export interface Challenges {
  make(): string;
  /** Whether it is one of ours, in time, and not answered before. */
  redeem(challenge: string): boolean;
}

/**
 * Challenges for screens to sign. They carry their time and our seal, so that any server with the same secret knows them;
 * that each is answered once is remembered where it is.
 * @param secret what they are sealed by
 * @param now    Unix milliseconds
 */
export function createChallenges(secret: string, now: () => number): Challenges {
  const answered = new Map<string, number>();
  const sealOf = (text: string) => createHmac('sha256', secret).update(`challenge ${text}`).digest('base64url');

  return {
    make() {
      const text = `${now().toString(36)}.${randomBytes(18).toString('base64url')}`;
      return `${text}.${sealOf(text)}`;
    },
    redeem(challenge) {
      const [time = '', nonce = '', seal = ''] = challenge.split('.');
      const made = Number.parseInt(time, 36);
      for (const [old, until] of answered) if (until < now()) answered.delete(old);
      if (!isSame(seal, sealOf(`${time}.${nonce}`)) || answered.has(challenge)) return false;
      if (!(made <= now() && now() < made + CHALLENGE_LIFE)) return false;
      answered.set(challenge, made + CHALLENGE_LIFE);
      return true;
    },
  };
}

/** Whether a proof is that of the screen with this key. */
export function isProven(key: DeviceKey, proof: DeviceProof, challenges: Challenges): boolean {
  if (key.kind === 'secret') return proof.kind === 'secret' && isSame(sha256(proof.secret), key.sha256);
  if (proof.kind !== 'key' || !challenges.redeem(proof.challenge)) return false;
  const publicKey = publicKeyOf(key.spki);
  const text = Buffer.from(challengeText(proof.screen, proof.challenge));
  const signature = Buffer.from(proof.signature, 'base64');
  return publicKey !== null && verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Whether a screen could ever prove itself by this key. */
export const isUsable = (key: DeviceKey): boolean => key.kind === 'secret' || publicKeyOf(key.spki) !== null;

function publicKeyOf(spki: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}

const sha256 = (text: string) => `0x${createHash('sha256').update(text).digest('hex')}`;

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
