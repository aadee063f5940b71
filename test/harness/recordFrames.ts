import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** What was seen of a page, frame by frame. */
export interface FrameRecord {
  frames: number;
  /** The frames on which almost nothing was to be seen. */
  blank: number;
}

/** Looks at a page again and again until told to stop. A frame is blank when it has hardly more than one colour. */
export function recordFrames(page: Page): { stop(): Promise<FrameRecord> } {
  const record: FrameRecord = { frames: 0, blank: 0 };
  let isStopped = false;
  const running = (async () => {
    while (!isStopped) {
      const { data } = PNG.sync.read(await page.screenshot());
      record.frames += 1;
      if (coloursOf(data) < FEWEST_COLOURS) record.blank += 1;
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await running;
      return record;
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
