import { privateKeyToAccount } from 'viem/accounts';
import { leverMax } from '../../engine/scene/leverValue.js';
import { unpackManifest } from '../../engine/scene/manifestBytes.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { demoWallets } from './demoWallets.js';
import { genesisWork } from './genesisWork.js';

const model = { name: 'house', sha256: 'ab'.repeat(32), directions: [{ name: 'warmth', class: 'sky' }] };
const wallets = demoWallets();
const work = genesisWork(model, wallets);

test('demo wallets are five accounts whose keys open them', () => {
  const all = [wallets.artist, ...wallets.owners, wallets.visitor];
  expect(new Set(all.map(({ address }) => address)).size).toBe(5);
  for (const { address, privateKey } of all) {
    expect(privateKeyToAccount(privateKey).address.toLowerCase()).toBe(address);
  }
  expect(wallets.artist.address).toBe('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266');
});

test('the visitor owns nothing of Genesis, every owner a layer, the artist the master', () => {
  const [master, ...layers] = work.tokens.map(({ owner }) => owner);
  expect(master).toBe(wallets.artist.address);
  expect(new Set(layers)).toEqual(new Set(wallets.owners.map(({ address }) => address)));
});

test('every token starts with its levers within their bounds, as the contract demands', () => {
  const manifest = unpackManifest(work.manifestBytes);
  const levers = [manifest.master.levers, ...manifest.layers.map((layer) => layer.levers)];
  expect(work.tokens).toHaveLength(levers.length);
  for (const [index, { bounds, word }] of work.tokens.entries()) {
    const first = decodeWord(word);
    expect(first).toMatchObject({ revision: 0, frozen: false });
    const largest = decodeWord(bounds).levers;
    for (const [i, value] of first.levers.entries()) expect(value).toBeLessThanOrEqual(largest[i]!);
    for (const [i, lever] of levers[index]!.entries()) expect(largest[i]).toBe(leverMax(lever));
  }
});

test('the manifest fits into the code of one contract', () => {
  expect(work.manifestBytes.length).toBeLessThanOrEqual(24_575);
});
