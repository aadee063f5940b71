import { computed, effect, signal } from '@preact/signals';
import { remember, remembered } from '../remember.js';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const bySystem = matchMedia('(prefers-color-scheme: light)');
const system = signal<Theme>(bySystem.matches ? 'light' : 'dark');
bySystem.addEventListener('change', ({ matches }) => {
  system.value = matches ? 'light' : 'dark';
});

const chosen = signal<Theme | null>(THEMES.find((theme) => theme === remembered('theme')) ?? null);
effect(() => {
  if (chosen.value) document.documentElement.dataset.theme = chosen.value;
});

/** The room this page is seen in: the one its visitor chose, else the one the system asks for. */
export const theme = computed(() => chosen.value ?? system.value);

/** Changes the room, here and on every page to come. */
export function chooseTheme(next: Theme): void {
  chosen.value = next;
  remember('theme', next);
}
