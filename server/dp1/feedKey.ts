import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors/engineError.js';
import { fileProblem } from '../../engine/errors/fileProblem.js';

/** The key that playlists are signed with cannot be used. */
export class FeedKeyUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string, cause?: unknown) {
    super(
      `The key in ${file}, which signs playlists for other players, cannot be used: ${problem}. Restore it, or remove the file: a new one is made, and players have to trust that anew.`,
      { file, problem },
      cause,
    );
  }
}

/**
 * The private Ed25519 key that this feed signs with, kept in the data folder and made at first start for the eyes of this
 * program's user alone. Players know the feed by it.
 * @throws FeedKeyUnusable
 */
export function openFeedKey(folder: string): KeyObject {
  const file = join(folder, 'dp1.key.pem');
  try {
    if (existsSync(file)) return keptKey(file);
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    return privateKey;
  } catch (error) {
    if (error instanceof FeedKeyUnusable) throw error;
    throw new FeedKeyUnusable(file, fileProblem(error), error);
  }
}

function privateKeyIn(file: string): KeyObject {
  const pem = readFileSync(file);
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    // OpenSSL names its decoder and no more.
    throw new FeedKeyUnusable(file, 'it holds no private key in PEM', cause);
  }
}

function keptKey(file: string): KeyObject {
  const key = privateKeyIn(file);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new FeedKeyUnusable(file, `it is a key for ${key.asymmetricKeyType}, not for Ed25519`);
  return key;
}
