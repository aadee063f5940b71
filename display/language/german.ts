import type { Words } from './english.js';
import { common } from './german/common.js';

export const german: Words = { common };
