import { LANGUAGES, type Language } from '../../../engine/protocol/pickLanguage.js';
import { language } from '../../language/words.js';
import { remember } from '../remember.js';
import styles from './LanguageSwitch.module.css';

/** Each language in its own words, so that whoever reads only it finds it; on a phone by how the word begins. */
const NAMES: Record<Language, [string, string]> = { en: ['En', 'glish'], de: ['De', 'utsch'] };

/** The languages this page can be read in beside its own: links to itself. */
export function LanguageSwitch() {
  return LANGUAGES.filter((other) => other !== language).map((other) => (
    <a
      key={other}
      class={styles.language}
      href={addressIn(other)}
      hreflang={other}
      lang={other}
      onClick={() => remember('language', other)}
    >
      <span>
        {NAMES[other][0]}
        <span class={styles.rest}>{NAMES[other][1]}</span>
      </span>
    </a>
  ));
}

function addressIn(other: Language): string {
  const query = new URLSearchParams(location.search);
  query.set('lang', other);
  return `?${query}${location.hash}`;
}
