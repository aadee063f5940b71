import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { waitFor } from './waitFor.js';

/** Somebody who looks at a page, frame by frame. */
export interface FrameRecorder {
  /** Waits until it was looked at some more times. */
  more(): Promise<void>;
  /** @returns on how many frames almost nothing was to be seen */
  stop(): Promise<number>;
}

/** Looks that `more` waits for. The first of them may have been begun before. */
const MORE = 3;

/** Looks at a page again and again until told to stop. A frame is blank when it has hardly more than one colour. */
export function recordFrames(page: Page): FrameRecorder {
  let frames = 0;
  let blank = 0;
  let isStopped = false;
  const running = (async () => {
    while (!isStopped) {
      const { data } = PNG.sync.read(await page.screenshot());
      frames += 1;
      if (coloursOf(data) < FEWEST_COLOURS) blank += 1;
    }
  })();
  return {
    async more() {
      const end = frames + MORE;
      await waitFor('more frames', () => frames >= end);
    },
    async stop() {
      isStopped = true;
      await running;
      return blank;
    },
  };
}

const FEWEST_COLOURS = 8;
/** Every so many pixels one is looked at. */
const STRIDE = 97;

function coloursOf(rgba: Buffer): number {
  const colours = new Set<number>();
  for (let at = 0; at + 4 <= rgba.length; at += 4 * STRIDE) colours.add(rgba.readUInt32BE(at));
  return colours.size;
}
