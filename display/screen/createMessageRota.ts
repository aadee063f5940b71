import { shownText, widthOf } from '../../engine/protocol/shownText.js';
import type { Message } from '../../engine/protocol/workState.js';

/** Takes turns among the featured messages. */
export interface MessageRota {
  /** The featured messages changed. */
  update(messages: readonly Message[]): void;
  stop(): void;
}

export interface MessageRotaOptions {
  /** What to do with the message whose turn it is; null when none is. */
  show: (message: Message | null) => void;
  /** Whether the house wants quiet now: then no turn begins. */
  isQuiet: () => boolean;
}

/** How long the art is left alone after a message when no other is new. */
export const REST_MS = 40_000;
/** Between two cards in a row, so that one is gone before the other comes. */
const FADE_MS = 1_200;

/** How long the shortest message stands, and the longest: long enough to read it twice and to take out a phone. */
const DWELL_MS = { least: 12_000, most: 20_000 };
/** The widths of texts, in Latin letters, from which on a message stands longer and from which on longest. */
const DWELL_WIDTHS = { least: 40, most: 240 };

/** How long a text stands, milliseconds. */
export function dwellOf(text: string): number {
  const share = (widthOf(shownText(text)) - DWELL_WIDTHS.least) / (DWELL_WIDTHS.most - DWELL_WIDTHS.least);
  return Math.round(DWELL_MS.least + (DWELL_MS.most - DWELL_MS.least) * Math.min(1, Math.max(0, share)));
}

/**
 * Shows a message that was never shown at once, in the order they came; then lets the featured ones take turns, the one
 * unseen for longest first, with rests between. One that is cleared or kept back goes at once.
 */
export function createMessageRota({ show, isQuiet }: MessageRotaOptions): MessageRota {
  let live: readonly Message[] = [];
  /** Keys in the order they were last shown. */
  let shown: string[] = [];
  let current: string | null = null;
  let resting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next() {
    resting = false;
    timer = undefined;
    const message = live.find((each) => !shown.includes(keyOf(each))) ?? live.find((each) => keyOf(each) === shown[0]);
    if (!message) return;
    if (isQuiet()) return rest();
    current = keyOf(message);
    shown = [...shown.filter((key) => key !== current), current];
    show(message);
    timer = setTimeout(end, dwellOf(message.text));
  }

  function rest() {
    resting = true;
    timer = setTimeout(next, REST_MS);
  }

  function end() {
    current = null;
    show(null);
    if (live.every((message) => shown.includes(keyOf(message)))) rest();
    else timer = setTimeout(next, FADE_MS);
  }

  return {
    update(messages) {
      live = messages;
      const keys = new Set(messages.map(keyOf));
      shown = shown.filter((key) => keys.has(key));
      const hasNew = messages.some((message) => !shown.includes(keyOf(message)));
      if (current && !keys.has(current)) {
        clearTimeout(timer);
        end();
      } else if (!current && hasNew && (resting || timer === undefined)) {
        clearTimeout(timer);
        next();
      }
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

const keyOf = ({ token, block, text, link }: Message) => JSON.stringify([token, block, text, link]);
