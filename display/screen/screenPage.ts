/** Layers over the art, each for one part of the screen: `messages`, `credits`, `pairing`, `identify`. */
export type Slot = 'messages' | 'credits' | 'pairing' | 'identify';

/** The page of a screen: the art, and what may lie over it. */
export interface ScreenPage {
  /** Where the composite hangs. */
  readonly wall: HTMLElement;
  /** An empty element over the art, as large as the wall, for one part alone; it lets pointers through. */
  slot(name: Slot): HTMLElement;
  /** Turns everything clockwise in software, as a panel that hangs on its side needs; in quarters of a turn. */
  rotate(quarters: 0 | 1 | 2 | 3): void;
  /** Draws a black curtain over everything, or away; the fade is slow. */
  setDark(isDark: boolean): void;
  /** A sentence where there is no art to show; null for none. */
  say(sentence: string | null): void;
}

export function openScreenPage(): ScreenPage {
  const frame = element('frame');
  const notice = element('notice');
  return {
    wall: element('wall'),
    slot(name) {
      const slot = document.createElement('div');
      slot.className = 'slot';
      slot.dataset.slot = name;
      element('slots').append(slot);
      return slot;
    },
    rotate(quarters) {
      frame.dataset.quarters = String(quarters);
    },
    setDark(isDark) {
      element('curtain').toggleAttribute('data-drawn', isDark);
    },
    say(sentence) {
      notice.textContent = sentence;
      notice.hidden = sentence === null;
    },
  };
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element #${id}.`);
  return found;
}
