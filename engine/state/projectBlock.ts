import type { BlockEvents, WorkEvent } from '../chain/chainEvent.js';
import { BrokenFold } from '../errors/stateErrors.js';
import type { BlockRef, Hex } from '../protocol/primitives.js';
import { diffStates } from './diffStates.js';
import { type KeptMessage, type KeptToken, shownState, type Work } from './work.js';

/**
 * The works a block changed, each as it is after the block. Pure: the same works and block give the same result.
 * @param workOf the work before the block, if it exists
 * @throws BrokenFold when an event does not follow from the works
 */
export function projectBlock(
  workOf: (work: number) => Work | undefined,
  { block, events }: BlockEvents,
): Map<number, Work> {
  const after = new Map<number, Work>();
  for (const event of events) {
    const before = after.get(event.work) ?? workOf(event.work);
    after.set(event.work, applyEvent(before, block, event));
  }
  for (const [number, work] of after) {
    const before = workOf(number);
    const shows = !before || showsOther(before, work);
    const restyles = !before || work.tokens.some(({ word }, index) => word !== before.tokens[index]?.word);
    after.set(number, {
      ...work,
      block: shows ? block : before.block,
      restyled: restyles ? block : before.restyled,
    });
  }
  return after;
}

/** Whether a screen would see another work. Most tokens are the same objects, so that few are looked at. */
function showsOther(before: Work, after: Work): boolean {
  const isOther = (token: KeptToken, index: number) => {
    const old = before.tokens[index];
    return token !== old && (token.word !== old?.word || token.owner !== old.owner);
  };
  if (after.tokens.some(isOther)) return true;
  return after.messages !== before.messages && diffStates(shownState(before), shownState(after)).length > 0;
}

/** Bit 248 of a style word: frozen. See `contracts/interfaces/ILayerToken.sol`. */
const FROZEN = 1n << 248n;
const NOBODY: Hex = `0x${'0'.repeat(40)}`;
const NO_BITS: Hex = `0x${'0'.repeat(64)}`;

function applyEvent(work: Work | undefined, block: BlockRef, event: WorkEvent): Work {
  if (event.type === 'workCreated') {
    if (work) throw broken('a work was created twice', block, event);
    const { type: _, ...record } = event;
    const tokens = Array.from({ length: event.layers + 1 }, (_, index) => ({
      index,
      owner: NOBODY,
      word: NO_BITS,
      bounds: NO_BITS,
      epoch: 0,
      loan: null,
      listing: null,
      auction: null,
    }));
    return { record, block, restyled: block, firstPrice: '0', tokens, messages: [] };
  }
  if (event.type === 'workPriced') {
    if (!work) throw broken('a work was priced that nobody created', block, event);
    return { ...work, firstPrice: event.price };
  }
  const token = work?.tokens[event.index];
  if (!work || !token) throw broken('an event names a token nobody created', block, event);

  switch (event.type) {
    case 'schemaSet':
      return withToken(work, { ...token, bounds: event.bounds, word: event.word });
    case 'styleChanged':
      if (token.word !== event.previousWord) throw broken('a restyle does not follow on the last one', block, event);
      return withToken(work, { ...token, word: event.newWord });
    case 'layerFrozen':
      return withToken(work, { ...token, word: frozen(token.word) });
    case 'transfer': {
      // Message and listing belong to an ownership epoch, and every transfer but the mint begins a new one.
      const epoch = event.from === NOBODY ? 0 : token.epoch + 1;
      return withoutMessage(withToken(work, { ...token, owner: event.to, epoch, listing: null }), event.index);
    }
    case 'updateUser': {
      const { user, expires } = event;
      return withToken(work, { ...token, loan: user === NOBODY ? null : { user, expires } });
    }
    case 'messagePosted': {
      const { index, by, text, link } = event;
      const message = { token: index, by, text, link, block: block.number, time: block.time };
      return withMessage(work, { message, hidden: false });
    }
    case 'messageCleared':
      return withoutMessage(work, event.index);
    case 'messageHidden': {
      const kept = work.messages.find(({ message }) => message.token === event.index);
      if (!kept) throw broken('a message was hidden that nobody posted', block, event);
      return withMessage(work, { ...kept, hidden: event.hidden });
    }
    case 'listed':
      return withToken(work, { ...token, listing: { seller: event.seller, price: event.price } });
    case 'unlisted':
    case 'sold':
      return withToken(work, { ...token, listing: null });
    case 'auctionCreated':
      return withToken(work, { ...token, auction: { seller: event.seller, reserve: event.reserve, bid: null } });
    case 'bidPlaced': {
      if (!token.auction) throw broken('a bid was placed on a token nobody put up', block, event);
      const { bidder, amount, endsAt } = event;
      return withToken(work, { ...token, auction: { ...token.auction, bid: { bidder, amount, endsAt } } });
    }
    case 'auctionCancelled':
    case 'auctionSettled':
      return withToken(work, { ...token, auction: null });
  }
}

const withToken = (work: Work, token: KeptToken): Work => ({ ...work, tokens: work.tokens.with(token.index, token) });

function withMessage(work: Work, kept: KeptMessage): Work {
  const others = work.messages.filter(({ message }) => message.token !== kept.message.token);
  return { ...work, messages: [...others, kept].sort(byBlockThenToken) };
}

function withoutMessage(work: Work, index: number): Work {
  if (!work.messages.some(({ message }) => message.token === index)) return work;
  return { ...work, messages: work.messages.filter(({ message }) => message.token !== index) };
}

const byBlockThenToken = (a: KeptMessage, b: KeptMessage) =>
  a.message.block - b.message.block || a.message.token - b.message.token;

const frozen = (word: Hex): Hex => `0x${(BigInt(word) | FROZEN).toString(16).padStart(64, '0')}`;

function broken(problem: string, block: BlockRef, event: WorkEvent): BrokenFold {
  const index = 'index' in event ? event.index : null;
  return new BrokenFold(problem, { block: block.number, event: event.type, work: event.work, index });
}
