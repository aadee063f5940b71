import { english } from './english.js';
import { german } from './german.js';
import { type Language, pickLanguage } from './pickLanguage.js';

const preferred = globalThis.navigator?.languages ?? [];

/** The language of this page, for as long as it lives. */
export const language: Language = pickLanguage(globalThis.location?.search ?? '', preferred);

/** Everything that pages say, in the language of whoever reads them. What names a fact is a function of it. */
export const words = { en: english, de: german }[language];

if (globalThis.document) document.documentElement.lang = language;
