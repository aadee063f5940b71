import { type Language, pickLanguage } from '../../engine/protocol/pickLanguage.js';
import { remembered } from '../design/remember.js';
import { english } from './english.js';
import { german } from './german.js';

const preferred = [remembered('language') ?? '', ...(globalThis.navigator?.languages ?? [])];

/** The language of this page, for as long as it lives: the address's, else the one chosen before, else the browser's. */
export const language: Language = pickLanguage(globalThis.location?.search ?? '', preferred);

/** Everything that pages say, in the language of whoever reads them. What names a fact is a function of it. */
export const words = { en: english, de: german }[language];

if (globalThis.document) document.documentElement.lang = language;
