import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { didKey } from './didKey.js';
import { FeedKeyUnusable, openFeedKey } from './feedKey.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-feed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const nameOf = () => didKey(createPublicKey(openFeedKey(folder)));

test('a feed is known by the same key after every start, which nobody else may read', () => {
  const first = nameOf();
  expect(first).toMatch(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
  expect(nameOf()).toBe(first);
  expect(statSync(join(folder, 'dp1.key.pem')).mode & 0o777).toBe(0o600);
});

test('a key of another kind and a damaged file are refused, and stay', () => {
  const file = join(folder, 'dp1.key.pem');
  for (const text of ['not a key', generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })]) {
    writeFileSync(file, text);
    expect(nameOf).toThrow(FeedKeyUnusable);
    expect(nameOf).toThrow(
      /cannot be used: it (holds no private key in PEM|is a key for x25519, not for Ed25519)\. Restore it/,
    );
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});

test('a known key has a known name', () => {
  // RFC 8032, 7.1, test 1.
  const key = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  expect(didKey(createPublicKey({ key, format: 'jwk' }))).toBe(
    'did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw',
  );
});
