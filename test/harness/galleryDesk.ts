import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { waitFor } from './waitFor.js';

/** The operator of a running server, by the token in its data folder. */
export interface OperatorClient {
  token: string;
  send(method: string, path: string, body?: unknown): Promise<Response>;
  json<T>(path: string): Promise<T>;
}

export function operatorOf(url: string, dataFolder: string): OperatorClient {
  const token = readFileSync(join(dataFolder, 'operator.token'), 'utf8').trim();
  const send = (method: string, path: string, body?: unknown) =>
    fetch(`${url}/api/operator${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { token, send, json: async (path) => (await send('GET', path)).json() };
}

/** A machine with a browser of its own, whose page asks to be paired. */
export interface Wall {
  context: BrowserContext;
  page: Page;
  /** The screen it became. */
  id: string;
}

export async function pairWall(
  browser: Browser,
  operator: OperatorClient,
  options: { url: string; name: string; size: { width: number; height: number }; query?: string },
): Promise<Wall> {
  const { url, name, size, query = '?motion=off' } = options;
  const context = await browser.newContext({ viewport: size });
  const page = await context.newPage();
  await page.goto(`${url}/screen${query}`);
  const code = await codeOn(page);
  const answer = await operator.send('POST', '/screens', { code, name });
  const { id } = (await answer.json()) as { id: string };
  await waitFor('the code to be gone', async () => (await page.locator('.pairing').count()) === 0);
  return { context, page, id };
}

/** The code that a screen shows. */
export async function codeOn(page: Page): Promise<string> {
  const letters = page.locator('.pairing .letters');
  await letters.waitFor();
  return ((await letters.textContent()) ?? '').replaceAll(/\s/g, '');
}
