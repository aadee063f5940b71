import type { TokenSetup } from '../../engine/chain/createWork.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { boundsOf, firstWord } from '../../engine/scene/leverValue.js';
import type { Lever, Manifest } from '../../engine/scene/manifest.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import type { DemoModel } from './demoModel.js';
import type { DemoWallets } from './demoWallets.js';
import { GENESIS_ENTROPY, genesisManifest } from './genesis.js';
import { PORTRAIT_CLASSES, PORTRAIT_ENTROPY, portraitManifest } from './portrait.js';

/** A work that the demo world begins with. */
export interface DemoWork {
  manifest: Manifest;
  /** The artist's 32 bytes. */
  entropy: Hex;
}

/** Genesis, and the portrait where the model paints its classes. */
export function demoWorks(model: DemoModel): DemoWork[] {
  const genesis = { manifest: genesisManifest(model), entropy: GENESIS_ENTROPY };
  if (!PORTRAIT_CLASSES.every((name) => model.classes.includes(name))) return [genesis];
  return [genesis, { manifest: portraitManifest(model), entropy: PORTRAIT_ENTROPY }];
}

/** What `createWork` takes: the artist keeps the master, the owners have the layers in turn. */
export function demoWorkSetup(
  { manifest, entropy }: DemoWork,
  { artist, owners }: Pick<DemoWallets, 'artist' | 'owners'>,
) {
  const token = (owner: Hex, levers: readonly Lever[]): TokenSetup => ({
    owner,
    bounds: boundsOf(levers),
    word: firstWord(levers),
  });
  const ownerOf = (index: number) => owners[index % owners.length]?.address ?? artist.address;
  return {
    entropy,
    manifestBytes: packManifest(manifest),
    tokens: [
      token(artist.address, manifest.master.levers),
      ...manifest.layers.map(({ levers }, index) => token(ownerOf(index), levers)),
    ],
  };
}
