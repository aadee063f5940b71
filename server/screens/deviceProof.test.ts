import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { challengeText, type DeviceKey, type DeviceProof } from '../../engine/protocol/screenMessages.js';
import { createChallenges, isProven, isUsable } from './deviceProof.js';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key: DeviceKey = { kind: 'key', spki: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
const screen = 'abcdef0123456789';

let now = 1_700_000_000_000;
const challenges = () => createChallenges('a secret', () => now);
const proofOf = (challenge: string, text = challengeText(screen, challenge)): DeviceProof => ({
  kind: 'key',
  screen,
  challenge,
  signature: sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
});

test('a signed challenge proves the screen, once', () => {
  const ours = challenges();
  const proof = proofOf(ours.make());
  expect([isProven(key, proof, ours), isProven(key, proof, ours)]).toEqual([true, false]);
});

test('a server with the same secret knows the challenge of another; one with another secret does not', () => {
  const challenge = challenges().make();
  expect(isProven(key, proofOf(challenge), challenges())).toBe(true);
  expect(
    isProven(
      key,
      proofOf(challenge),
      createChallenges('another', () => now),
    ),
  ).toBe(false);
});

test('a challenge that is too old, altered, or signed as another screen proves nothing', () => {
  const ours = challenges();
  const old = ours.make();
  now += 60_000;
  expect(isProven(key, proofOf(old), ours)).toBe(false);
  const fresh = ours.make();
  expect(isProven(key, proofOf(`9${fresh}`), ours)).toBe(false);
  expect(isProven(key, proofOf(fresh, challengeText('0123456789abcdef', fresh)), ours)).toBe(false);
});

test('a secret proves the screen that told its hash, and no key does', () => {
  const held: DeviceKey = { kind: 'secret', sha256: `0x${createHash('sha256').update('s3cret').digest('hex')}` };
  expect(isProven(held, { kind: 'secret', screen, secret: 's3cret' }, challenges())).toBe(true);
  expect(isProven(held, { kind: 'secret', screen, secret: 'guess' }, challenges())).toBe(false);
  const ours = challenges();
  expect(isProven(held, proofOf(ours.make()), ours)).toBe(false);
  expect(isProven(key, { kind: 'secret', screen, secret: 's3cret' }, ours)).toBe(false);
});

test('a key of another curve, or none, is not usable', () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey;
  const spki = other.export({ type: 'spki', format: 'der' }).toString('base64');
  expect([isUsable(key), isUsable({ kind: 'key', spki }), isUsable({ kind: 'key', spki: 'AAAA' })]).toEqual([
    true,
    false,
    false,
  ]);
});
