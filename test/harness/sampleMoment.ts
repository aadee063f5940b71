import type { BlockRef } from '../../engine/protocol/primitives.js';
import { type Moment, momentOf } from '../../engine/scene/moment.js';

/** A block for scenes whose moment says nothing. */
export const sampleBlock: BlockRef = { number: 7, hash: `0x${'07'.repeat(32)}`, time: 1_760_000_000 };

/** The moment of that block. */
export const sampleMoment: Moment = momentOf(sampleBlock, 0);
