import type { WorkState } from '../../engine/protocol/workState.js';

/** What happened between two states of a work, a sentence each, as one would tell somebody who cannot see it. */
export function changeSentences(before: WorkState, after: WorkState, titleOf: (index: number) => string): string[] {
  const { number } = after.block;
  // After a reorganisation of the chain the words are older ones again, and no block of the new chain is to be named.
  const when = number > before.block.number ? ` at block ${number}` : ' again, as the chain took a change back';
  const styles = after.tokens
    .filter(({ index, word }) => before.tokens[index]?.word !== word)
    .map(({ index }) => `${titleOf(index)} was restyled${when}.`);
  const owners = after.tokens
    .filter(({ index, owner }) => before.tokens[index]?.owner !== owner)
    .map(({ index }) => `${titleOf(index)} has a new owner.`);
  const said = after.messages
    .filter(
      ({ token, text, block }) =>
        !before.messages.some((m) => m.token === token && m.text === text && m.block === block),
    )
    .map(({ token, text }) => `${titleOf(token)} says: ${text}`);
  const ended = before.messages
    .filter(({ token }) => !after.messages.some((message) => message.token === token))
    .map(({ token }) => `${titleOf(token)}’s message is no longer shown.`);
  return [...styles, ...owners, ...said, ...ended];
}
