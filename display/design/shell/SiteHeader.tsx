import type { ComponentChildren } from 'preact';
import { words } from '../../language/words.js';
import { LanguageSwitch } from './LanguageSwitch.js';
import styles from './SiteHeader.module.css';
import { ThemeSwitch } from './ThemeSwitch.js';

/** The pages that the house leads to from everywhere. */
const PLACES = { gallery: '/gallery', mosaic: '/mosaic', how: '/how', studio: '/studio' } as const;
export type Place = keyof typeof PLACES;

export interface SiteHeaderProps {
  /** Where the visitor is; null on pages that the navigation does not name. */
  here: Place | null;
  /** What this page has to be done at any time, such as choosing a wallet. */
  children?: ComponentChildren;
}

/** The quiet line above every page but walls: the house's name, its pages, the language and the light. */
export function SiteHeader({ here, children }: SiteHeaderProps) {
  const { places, navigation, skip } = words.common;
  return (
    <header class={styles.header}>
      <a class={styles.skip} href="#content">
        {skip}
      </a>
      <a class={styles.name} href="/">
        Pentimento
      </a>
      <nav class={styles.places} aria-label={navigation}>
        {Object.entries(PLACES).map(([place, href]) => (
          <a key={place} href={href} aria-current={place === here ? 'page' : undefined}>
            {places[place as Place]}
          </a>
        ))}
      </nav>
      <div class={styles.choices}>
        {children}
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}
