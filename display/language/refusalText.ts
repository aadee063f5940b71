import type { Refusal } from '../../engine/protocol/messages.js';
import type { Refusals } from './english/refusals.js';
import { words } from './words.js';

/** What a person reads of a refusal: in their language where the page knows it, else in the server's own words. */
export function refusalText({ error, message, facts = {} }: Refusal, known: Refusals = words.refusals): string {
  const say = Object.hasOwn(known, error) ? known[error] : undefined;
  if (!say) return message;
  // A server of another version may name other facts.
  let isWhole = true;
  const watched = new Proxy(facts, {
    get(target, name: string) {
      isWhole &&= Object.hasOwn(target, name);
      return target[name];
    },
  });
  const text = say(watched);
  return isWhole ? text : message;
}
