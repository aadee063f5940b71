import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { LeverChange, StyleWord } from '../../engine/scene/styleWord.js';

/** Words, changes, ids and seeds as the contracts make them; forge reads the same file. */
export interface StyleWordVectors {
  words: (StyleWord & { name: string; word: Hex })[];
  changes: { changes: LeverChange[]; bytes: Hex }[];
  tokenIds: { work: number; index: number; tokenId: string }[];
  seeds: { contract: Hex; entropy: Hex; tokenId: string; seed: Hex }[];
}

export function styleWordVectors(): StyleWordVectors {
  return JSON.parse(readFileSync(join(__dirname, '../vectors/styleWord.json'), 'utf8'));
}
