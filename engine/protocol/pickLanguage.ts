/** The languages that pages speak, by their BCP 47 names; the first is spoken to everybody else. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * The language to speak: the one the address asks for by `?lang=`, else the first that this person reads and we speak.
 * @param search     `location.search`
 * @param preferred  `navigator.languages`, such as `['de-CH', 'en']`
 */
export function pickLanguage(search: string, preferred: readonly string[]): Language {
  const wished = [new URLSearchParams(search).get('lang') ?? '', ...preferred];
  const spoken = wished.map((name) => name.toLowerCase().split('-')[0]);
  return LANGUAGES.find((language) => language === spoken.find((name) => isSpoken(name))) ?? LANGUAGES[0];
}

const isSpoken = (name: string | undefined) => LANGUAGES.some((language) => language === name);
