import { common } from './english/common.js';

/** Every sentence a person reads, by the pages that say it. The other languages have the same. */
export const english = { common };

export type Words = typeof english;
