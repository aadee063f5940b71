import type { Page } from 'playwright-core';

/** A PNG of the living picture in a page, once it shows what it was last asked to and has faded in. */
export async function livePicture(page: Page): Promise<Buffer> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector('[role="img"][aria-busy="false"] canvas');
    return canvas && canvas.getAnimations().length === 0;
  });
  return page.locator('[role="img"] canvas').first().screenshot();
}
