import type { Op } from '../protocol/messages.js';
import type { Message, WorkState } from '../protocol/workState.js';

/**
 * The fewest ops that lead from one state of a work to another. Many restyles of a token become one op, and a rollback
 * is a difference like any other.
 * @param before a state of the same work, with as many tokens
 */
export function diffStates(before: WorkState, after: WorkState): Op[] {
  const ops: Op[] = [];
  for (const [index, token] of after.tokens.entries()) {
    const old = before.tokens[index];
    if (old?.word !== token.word) ops.push({ op: 'style', token: index, word: token.word });
    if (old?.owner !== token.owner) ops.push({ op: 'owner', token: index, owner: token.owner });
  }
  const old = new Map(before.messages.map((message) => [message.token, message]));
  for (const message of after.messages) {
    const held = old.get(message.token);
    if (!held || !sameMessage(held, message)) ops.push({ op: 'feature', message });
    old.delete(message.token);
  }
  for (const token of old.keys()) ops.push({ op: 'unfeature', token });
  return ops;
}

const sameMessage = (a: Message, b: Message) =>
  a.block === b.block && a.time === b.time && a.by === b.by && a.text === b.text && a.link === b.link;
