import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keystore } from 'ox';
import { KeystoreUnusable, WrongPassword } from '../errors/keystoreErrors.js';
import { readKeystore } from './readKeystore.js';

/** The test vectors of the Web3 Secret Storage Definition, both of one key and the password "testpassword". */
const KEY = '0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d';
const PBKDF2 = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
    ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
    kdf: 'pbkdf2',
    kdfparams: {
      c: 262144,
      dklen: 32,
      prf: 'hmac-sha256',
      salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
    },
    mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
};
const SCRYPT = {
  crypto: {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
    ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
    kdf: 'scrypt',
    kdfparams: {
      dklen: 32,
      n: 262144,
      r: 1,
      p: 8,
      salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
    },
    mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
  },
  id: '3198bc9c-6672-5ab3-d995-4942343ae5b6',
  version: 3,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-keystore-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (content: unknown) => {
  const file = join(folder, 'key.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const testpassword = async () => 'testpassword';

test.each([
  ['scrypt', SCRYPT],
  ['PBKDF2', PBKDF2],
])('a keystore of %s gives its key', async (_, keystore) => {
  expect(await readKeystore(fileOf(keystore), testpassword)).toBe(KEY);
});

test('a wrong password is told from a keystore that is none, and never asked for in vain', async () => {
  const [key, light] = Keystore.scrypt({ password: 'testpassword', n: 1024, r: 8, p: 1 });
  const file = fileOf(Keystore.encrypt(KEY, key, light));
  expect(await readKeystore(file, testpassword)).toBe(KEY);
  await expect(readKeystore(file, async () => 'guess')).rejects.toThrow(WrongPassword);
  const unasked = async () => {
    throw new Error('asked');
  };
  for (const content of ['{', {}, { version: 1, crypto: PBKDF2.crypto }, { version: 3 }]) {
    await expect(readKeystore(fileOf(content), unasked)).rejects.toThrow(KeystoreUnusable);
  }
  await expect(readKeystore(join(folder, 'none.json'), unasked)).rejects.toThrow(
    /cannot be used: there is none of that name/,
  );
  const argon = { ...PBKDF2, crypto: { ...PBKDF2.crypto, kdf: 'argon2' } };
  await expect(readKeystore(fileOf(argon), testpassword)).rejects.toThrow(/unsupported kdf/);
});
