import type { TokenSetup } from '../../engine/chain/createWork.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { boundsOf, firstWord } from '../../engine/scene/leverValue.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import type { DemoWallets } from './demoWallets.js';
import { GENESIS_ENTROPY, type GenesisModel, genesisManifest } from './genesis.js';

/** What `createWork` takes for Genesis: the artist keeps the master, the owners have the layers in turn. */
export function genesisWork(model: GenesisModel, { artist, owners }: Pick<DemoWallets, 'artist' | 'owners'>) {
  const manifest = genesisManifest(model);
  const token = (owner: Hex, levers: readonly Lever[]): TokenSetup => ({
    owner,
    bounds: boundsOf(levers),
    word: firstWord(levers),
  });
  const ownerOf = (index: number) => owners[index % owners.length]?.address ?? artist.address;
  return {
    entropy: GENESIS_ENTROPY as Hex,
    manifestBytes: packManifest(manifest),
    tokens: [
      token(artist.address, manifest.master.levers),
      ...manifest.layers.map(({ levers }, index) => token(ownerOf(index), levers)),
    ],
  };
}
