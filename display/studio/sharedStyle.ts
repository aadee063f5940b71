import { Word } from '../../engine/protocol/primitives.js';
import { leverMax } from '../../engine/scene/leverValue.js';
import type { Lever } from '../../engine/scene/manifest.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import type { Moves } from './proposal.js';

/**
 * The style that an address proposes, `?style=0x…`, as moves of the layer's levers. Of the word only the levers count.
 * @returns `none` when it proposes none, `malformed` when no such layer can have it
 */
export function sharedStyle(search: string, levers: readonly Lever[]): Moves | 'none' | 'malformed' {
  const asked = new URLSearchParams(search).get('style');
  if (asked === null) return 'none';
  const word = Word.safeParse(asked.toLowerCase());
  if (!word.success) return 'malformed';
  try {
    const indices = decodeWord(word.data).levers;
    const fits = indices.every((index, i) => index <= (levers[i] ? leverMax(levers[i]) : 0));
    return fits ? new Map(levers.map((_, i) => [i, indices[i] ?? 0])) : 'malformed';
  } catch {
    return 'malformed';
  }
}

/**
 * Where somebody else sees a proposal.
 * @param page the studio's own address
 */
export function shareUrl(page: string, work: number, layer: number, word: string): string {
  const url = new URL(page);
  url.search = new URLSearchParams({ work: String(work), layer: String(layer), style: word }).toString();
  url.hash = '';
  return url.href;
}
