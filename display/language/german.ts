import type { Words } from './english.js';
import { common } from './german/common.js';
import { operator } from './german/operator.js';

export const german: Words = { common, operator };
