import type { WorkState } from '../../../engine/protocol/workState.js';
import { words } from '../../language/words.js';

/** What happened between two states of a work, a sentence each, as one would tell somebody who cannot see it. */
export function changeSentences(before: WorkState, after: WorkState, titleOf: (index: number) => string): string[] {
  const { number } = after.block;
  // After a reorganisation of the chain the words are older ones again, and no block of the new chain is to be named.
  const { restyledAt, restyledBack, newOwner, says, silent } = words.pages.workPage;
  const restyled = (layer: string) => (number > before.block.number ? restyledAt(layer, number) : restyledBack(layer));
  const styles = after.tokens
    .filter(({ index, word }) => before.tokens[index]?.word !== word)
    .map(({ index }) => restyled(titleOf(index)));
  const owners = after.tokens
    .filter(({ index, owner }) => before.tokens[index]?.owner !== owner)
    .map(({ index }) => newOwner(titleOf(index)));
  const said = after.messages
    .filter(
      ({ token, text, block }) =>
        !before.messages.some((m) => m.token === token && m.text === text && m.block === block),
    )
    .map(({ token, text }) => says(titleOf(token), text));
  const ended = before.messages
    .filter(({ token }) => !after.messages.some((message) => message.token === token))
    .map(({ token }) => silent(titleOf(token)));
  return [...styles, ...owners, ...said, ...ended];
}
