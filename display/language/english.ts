import { common } from './english/common.js';
import { operator } from './english/operator.js';

/** Every sentence a person reads, by the pages that say it. The other languages have the same. */
export const english = { common, operator };

export type Words = typeof english;
