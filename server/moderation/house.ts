import { checkLink } from '../../engine/protocol/checkLink.js';
import { messageId, type QuietHours } from '../../engine/protocol/curation.js';
import type { Blocked, Standing, TakenDecision } from '../../engine/protocol/decision.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { shownText } from '../../engine/protocol/shownText.js';
import type { Message } from '../../engine/protocol/workState.js';
import type { Moderation } from '../config/config.js';

/** What a decision left, and which one it was. */
interface Left {
  id: number;
  at: number;
  reason: string;
}

/** What all decisions so far come to. Never changed in place. */
export interface House {
  /** The last decision; 0 before the first. */
  rev: number;
  rulings: ReadonlyMap<Hex, Left & { shown: boolean }>;
  hosts: ReadonlyMap<string, Left>;
  authors: ReadonlyMap<string, Left>;
  quiet: QuietHours | null;
  spotlight: boolean;
}

export const emptyHouse: House = {
  rev: 0,
  rulings: new Map(),
  hosts: new Map(),
  authors: new Map(),
  quiet: null,
  spotlight: true,
};

export function afterDecision(house: House, { id, at, decision }: TakenDecision): House {
  const next = { ...house, rev: id };
  switch (decision.kind) {
    case 'ruling': {
      const { message, shown, reason } = decision;
      return { ...next, rulings: new Map(house.rulings).set(message, { id, at, shown, reason }) };
    }
    case 'block':
      return withBlocks(next, decision.blocked, (blocks) =>
        blocks.set(decision.blocked.value, { id, at, reason: decision.reason }),
      );
    case 'unblock':
      return withBlocks(next, decision.blocked, (blocks) => blocks.delete(decision.blocked.value));
    case 'quiet':
      return { ...next, quiet: decision.quiet };
    case 'spotlight':
      return { ...next, spotlight: decision.on };
  }
}

function withBlocks(house: House, { what }: Blocked, change: (blocks: Map<string, Left>) => void): House {
  const key = what === 'host' ? 'hosts' : 'authors';
  const blocks = new Map(house[key]);
  change(blocks);
  return { ...house, [key]: blocks };
}

/** Where a message stands with the house, and why. */
export interface HouseStanding {
  standing: Exclude<Standing, 'hidden-on-chain'>;
  /** '' where nothing was said. */
  reason: string;
}

/** The later of what was ruled of the message itself and what of its host or author goes before the other. */
export function standingOf(house: House, mode: Moderation, work: number, message: Message): HouseStanding {
  if (shownText(message.text) === '') return { standing: 'blank', reason: '' };
  const ruling = house.rulings.get(messageId(work, message));
  const block = blockOf(house, message);
  if (block && block.id > (ruling?.id ?? 0)) return { standing: 'hidden', reason: block.reason };
  if (ruling) return { standing: ruling.shown ? 'featured' : 'hidden', reason: ruling.reason };
  return { standing: mode === 'post' ? 'featured' : 'waiting', reason: '' };
}

function blockOf({ hosts, authors }: House, { by, link }: Message): Left | undefined {
  const hostname = checkLink(link).link?.host.replace(/:\d+$/, '').replace(/\.$/, '') ?? '';
  // The host itself, then every domain it lies in.
  const names = hostname.split('.').map((_, i, labels) => labels.slice(i).join('.'));
  const blocks = [authors.get(by), ...names.map((name) => hosts.get(name))].filter((block) => block !== undefined);
  return blocks.sort((a, b) => b.id - a.id)[0];
}
