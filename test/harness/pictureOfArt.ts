import type { Page } from 'playwright-core';

/** A PNG of what a wall paints, without the cards that come beside it. */
export async function pictureOfArt(page: Page): Promise<Buffer> {
  const hide = (isHidden: boolean) =>
    page.evaluate((hidden) => document.getElementById('slots')?.toggleAttribute('hidden', hidden), isHidden);
  await page.bringToFront();
  await hide(true);
  const picture = await page.screenshot();
  await hide(false);
  return picture;
}
