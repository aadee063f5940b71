import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keccak256 } from 'viem';
import { forEachContract } from '../../engine/chain/contractAddresses.js';
import type { DeploymentFile } from '../../engine/chain/deploymentFile.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { checkManifest } from '../../engine/scene/checkManifest.js';
import { boundsOf, firstWord } from '../../engine/scene/leverValue.js';
import { packManifest } from '../../engine/scene/manifestBytes.js';
import { owner } from '../harness/randomBlock.js';
import { SIMULATED_CONTRACTS } from '../harness/simulatedLogs.js';

/** 10,010 tokens. */
export const WORKS = 455;
export const LAYERS = 21;
export const RESTYLES = 100_000;
export const RESTYLES_A_BLOCK = 10;
/** As many as a follower reads with every header. */
export const QUIET_BLOCKS = 2_100;

/** What every contract's code is said to be. */
export const CODE: Hex = '0x01';

export const MODEL_FOLDER = 'test/fixtures/tinyModel';

/** Where the contracts of the benchmark's chain are, as the server is told. */
export function benchDeployment(): DeploymentFile {
  const addresses: Partial<Record<string, Hex>> = SIMULATED_CONTRACTS;
  return {
    format: 'pentimento-deployment/1',
    chainId: 31_337,
    deployBlock: 0,
    artist: owner(7),
    publicUrl: 'http://localhost:3000',
    contracts: forEachContract((key) => ({ address: addresses[key] ?? owner(104), codeHash: keccak256(CODE) })),
  };
}

/** The manifest that every work of the chain has, and what it makes of the works' tokens. */
export function benchManifest(): { bytes: Uint8Array; hash: Hex; bounds: Hex[]; words: Hex[] } {
  const levers = [{ label: 'Composition', bind: 'latent.coarse', type: 'range', min: 0, max: 3, step: 1 }];
  const model = createHash('sha256')
    .update(readFileSync(`${MODEL_FOLDER}/model.json`))
    .digest('hex');
  const manifest = checkManifest({
    format: 'pentimento/1',
    title: 'Many layers',
    artist: 'The house',
    description: 'A work for a benchmark.',
    licence: 'CC0-1.0',
    canvas: { width: 320, height: 200, background: '#102030' },
    model: { name: 'tiny', sha256: model },
    master: { title: 'Many layers', levers: [] },
    layers: Array.from({ length: LAYERS }, (_, at) => ({
      title: `Layer ${at + 1}`,
      picture: { kind: 'latent', class: 'sky' },
      variants: 4,
      box: { x: 160, y: 100, width: 320, height: 200 },
      levers,
    })),
  });
  const bytes = packManifest(manifest);
  const tokens = [manifest.master, ...manifest.layers];
  return {
    bytes,
    hash: keccak256(bytes),
    bounds: tokens.map(({ levers }) => boundsOf(levers)),
    words: tokens.map(({ levers }) => firstWord(levers)),
  };
}
