import type { BlockEvents } from '../../engine/chain/chainEvent.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import type { Message, WorkState } from '../../engine/protocol/workState.js';

/** A work as the naive fold keeps it. */
export interface NaiveWork {
  artist: Hex;
  block: BlockRef;
  owners: Hex[];
  words: Hex[];
  messages: Map<number, Message & { hidden: boolean }>;
}

/**
 * What every work is at the end of a chain, by the plainest code: always from the first block, on objects changed in
 * place. The state is compared with it, so it shares no code with `engine/state`.
 */
export function naiveFold(chain: readonly BlockEvents[]): Map<number, NaiveWork> {
  const works = new Map<number, NaiveWork>();
  for (const block of chain) foldBlock(works, block);
  return works;
}

/** Changes the works as a block does. */
export function foldBlock(works: Map<number, NaiveWork>, { block, events }: BlockEvents): void {
  const touched = new Set(events.map((event) => event.work));
  const before = new Map([...works].filter(([id]) => touched.has(id)).map(([id, work]) => [id, seen(work)]));
  for (const event of events) {
    if (event.type === 'workCreated') {
      const tokens = event.layers + 1;
      works.set(event.work, {
        artist: event.artist,
        block,
        owners: Array<Hex>(tokens).fill(`0x${'00'.repeat(20)}`),
        words: Array<Hex>(tokens).fill(`0x${'00'.repeat(32)}`),
        messages: new Map(),
      });
      continue;
    }
    const work = works.get(event.work)!;
    if (event.type === 'schemaSet') work.words[event.index] = event.word;
    if (event.type === 'styleChanged') work.words[event.index] = event.newWord;
    if (event.type === 'layerFrozen') {
      const digits = work.words[event.index]!.slice(2);
      const flags = (Number.parseInt(digits.slice(0, 2), 16) | 1).toString(16).padStart(2, '0');
      work.words[event.index] = `0x${flags}${digits.slice(2)}`;
    }
    if (event.type === 'transfer') {
      work.owners[event.index] = event.to;
      work.messages.delete(event.index);
    }
    if (event.type === 'messageCleared') work.messages.delete(event.index);
    if (event.type === 'messageHidden') work.messages.get(event.index)!.hidden = event.hidden;
    if (event.type === 'messagePosted') {
      const { index: token, by, text, link } = event;
      work.messages.set(token, { token, by, text, link, block: block.number, time: block.time, hidden: false });
    }
  }
  for (const id of touched) {
    const work = works.get(id)!;
    if (before.get(id) !== seen(work)) work.block = block;
  }
}

/** The naive fold's work as the protocol states it. */
export function naiveState(id: number, work: NaiveWork): WorkState {
  return {
    work: id,
    block: work.block,
    tokens: work.owners.map((owner, index) => ({ index, owner, word: work.words[index]! })),
    messages: visible(work),
  };
}

const seen = (work: NaiveWork) => JSON.stringify([work.owners, work.words, visible(work)]);

const visible = (work: NaiveWork): Message[] =>
  [...work.messages.values()]
    .filter((message) => !message.hidden)
    .map(({ hidden: _, ...message }) => message)
    .sort((a, b) => a.block - b.block || a.token - b.token);
