import { readFile } from 'node:fs/promises';
import { Keystore } from 'ox';
import { fileProblem } from '../errors/fileProblem.js';
import { KeystoreUnusable, PasswordFileUnusable, WrongPassword } from '../errors/keystoreErrors.js';
import type { Hex } from '../protocol/primitives.js';

/**
 * The private key in an encrypted keystore (Web3 Secret Storage, version 3: scrypt or PBKDF2, AES-128-CTR).
 * @param askPassword  asked once the file is known to be a keystore
 * @throws KeystoreUnusable, WrongPassword, and what askPassword throws
 */
export async function readKeystore(file: string, askPassword: () => Promise<string>): Promise<Hex> {
  const keystore = await parse(file);
  const password = await askPassword();
  try {
    // Not toKeyAsync: of scrypt's parameters it takes only n from the file.
    return Keystore.decrypt(keystore, Keystore.toKey(keystore, { password }));
  } catch (error) {
    // The one thing that tells: the checksum over the encrypted key.
    if (error instanceof Error && error.message === 'corrupt keystore') throw new WrongPassword(file);
    throw new KeystoreUnusable(file, error instanceof Error ? error.message : String(error));
  }
}

async function parse(file: string): Promise<Keystore.Keystore> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new KeystoreUnusable(file, fileProblem(error));
  });
  try {
    const { crypto, version } = JSON.parse(text);
    if (version === 3 && typeof crypto?.kdf === 'string' && typeof crypto.mac === 'string') return JSON.parse(text);
  } catch {
    throw new KeystoreUnusable(file, 'it is not JSON');
  }
  throw new KeystoreUnusable(file, 'it has no "version": 3 or no "crypto"');
}

/**
 * The password in the first line of a file.
 * @throws PasswordFileUnusable
 */
export async function readPassword(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new PasswordFileUnusable(file, fileProblem(error));
  });
  return text.split(/\r?\n/, 1)[0] ?? '';
}
