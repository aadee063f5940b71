import { join } from 'node:path';
import { privateKeyToAccount } from 'viem/accounts';
import { readModelFacts } from '../../engine/latent/readModelFacts.js';
import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import { MAX_LEVERS } from '../../engine/scene/manifest.js';
import { unpackManifest } from '../../engine/scene/manifestBytes.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { demoWallets } from './demoWallets.js';
import { demoWorkSetup, demoWorks } from './demoWorks.js';

const HOUSE = join(__dirname, '../../engine/models/house');

const wallets = demoWallets();
let house: Awaited<ReturnType<typeof readModelFacts>>;
beforeAll(async () => {
  house = await readModelFacts(HOUSE);
});

test('demo wallets are five accounts whose keys open them', () => {
  const all = [wallets.artist, ...wallets.owners, wallets.visitor];
  expect(new Set(all.map(({ address }) => address)).size).toBe(5);
  for (const { address, privateKey } of all) {
    expect(privateKeyToAccount(privateKey).address.toLowerCase()).toBe(address);
  }
  expect(wallets.artist.address).toBe('0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266');
});

test('a model that paints no busts gets Genesis alone, the house model the portrait too', () => {
  const shore = { ...house, classes: house.classes.filter((name) => name !== 'bust') };
  expect(demoWorks(shore).map(({ manifest }) => manifest.title)).toEqual(['Genesis']);
  expect(demoWorks(house).map(({ manifest }) => manifest.title)).toEqual(['Genesis', 'The Sitter']);
});

describe.each([
  ['Genesis', 0],
  ['The Sitter', 1],
])('%s', (_, number) => {
  const demo = () => {
    const work = demoWorks(house)[number]!;
    return { manifest: work.manifest, setup: demoWorkSetup(work, wallets) };
  };

  it('can be painted by the house model', () => {
    expect(() => checkManifestAgainstModel(demo().manifest, house)).not.toThrow();
  });

  it('leaves every layer room to be painted anywhere: four positions, and six named latent levers at most', () => {
    for (const { levers } of demo().manifest.layers) {
      const latent = levers.filter(({ bind }) => bind.startsWith('latent.'));
      const positions = latent.filter(({ bind }) => bind === 'latent.position');
      expect(positions.length).toBeGreaterThanOrEqual(4);
      expect(latent.length - positions.length).toBeLessThanOrEqual(6);
      expect(levers.length).toBeLessThanOrEqual(MAX_LEVERS);
    }
  });

  it('fits the chain with room to spare', () => {
    const { manifest, setup } = demo();
    expect(setup.manifestBytes.length).toBeLessThan(8192);
    expect(unpackManifest(setup.manifestBytes)).toEqual(manifest);
  });

  it('gives the visitor nothing, every owner a layer, the artist the master', () => {
    const [master, ...layers] = demo().setup.tokens.map(({ owner }) => owner);
    expect(master).toBe(wallets.artist.address);
    expect(new Set(layers)).toEqual(new Set(wallets.owners.map(({ address }) => address)));
  });

  it('starts every token within its bounds, as the contract demands', () => {
    const { manifest, setup } = demo();
    const levers = [manifest.master.levers, ...manifest.layers.map((layer) => layer.levers)];
    expect(setup.tokens).toHaveLength(levers.length);
    for (const [index, { bounds, word }] of setup.tokens.entries()) {
      const first = decodeWord(word);
      expect(first).toMatchObject({ revision: 0, frozen: false });
      const largest = decodeWord(bounds).levers;
      for (const [i, value] of first.levers.entries()) expect(value).toBeLessThanOrEqual(largest[i]!);
      for (const [i, lever] of levers[index]!.entries()) expect(largest[i]).toBe(leverMax(lever));
    }
  });
});
