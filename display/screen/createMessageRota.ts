import type { Message } from '../../engine/protocol/workState.js';

/** Takes turns among the live messages. */
export interface MessageRota {
  /** The live messages changed. */
  update(messages: readonly Message[]): void;
  stop(): void;
}

/** How long a message stands, and how long the art is left alone after it when no other is new. */
export const DWELL_MS = 20_000;
export const REST_MS = 40_000;
/** Between two cards in a row, so that one is gone before the other comes. */
const FADE_MS = 1_200;

/**
 * Shows a message that was never shown at once, in the order they came; then lets the live ones take turns, the one
 * unseen for longest first, with rests between. One that is cleared goes at once.
 * @param show what to do with the message whose turn it is; null when none is
 */
export function createMessageRota(show: (message: Message | null) => void): MessageRota {
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
    current = keyOf(message);
    shown = [...shown.filter((key) => key !== current), current];
    show(message);
    timer = setTimeout(end, DWELL_MS);
  }

  function end() {
    current = null;
    show(null);
    resting = live.every((message) => shown.includes(keyOf(message)));
    timer = setTimeout(next, resting ? REST_MS : FADE_MS);
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

const keyOf = ({ token, block, text }: Message) => `${token}:${block}:${text}`;
