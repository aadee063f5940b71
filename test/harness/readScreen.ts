import type { Page } from 'playwright-core';
import type { ScreenDiagnostics } from '../../display/screen/diagnostics.js';
import { waitFor } from './waitFor.js';

/** What a screen says of itself now; null before its work is loaded. */
export function readScreen(page: Page): Promise<ScreenDiagnostics | null> {
  return page.evaluate(() => window.__pentimento ?? null);
}

/** Waits until the wall shows a state whole. */
export function screenShows(page: Page, seq: number): Promise<ScreenDiagnostics> {
  return waitFor(`the screen to show clock ${seq}`, async () => {
    const screen = await readScreen(page);
    return screen?.shownSeq === seq ? screen : null;
  });
}
