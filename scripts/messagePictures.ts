/**
 * Takes the pictures of docs/messages.md from the running program, and of what else is said beside the art, to be looked
 * at: `npm run picture:messages -- FOLDER` writes all of them there, without a folder the two of the document into docs.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createPublicClient, createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { featuredMessagesAbi } from '../engine/abi/featuredMessages.gen.js';
import { tokenIdOf } from '../engine/scene/tokenId.js';
import { openBrowser } from '../test/harness/openBrowser.js';
import { startServer } from '../test/harness/startServer.js';

const OPERATOR = 'the-operator-of-this-picture';
const MESSAGES: [token: number, text: string, link: string][] = [
  [3, 'رسمتُ هذه التلال عند الغسق، وأحبُّها كما هي الآن.', 'https://example.org/ar'],
  [4, 'W'.repeat(280), 'https://xn--mnchen-3ya.de/'],
  [
    5,
    'We bought this layer the winter our daughter was born, and every year on her birthday we move the light a little. Whoever stands here in March sees her tenth.',
    '',
  ],
  [2, 'I painted this moon for my grandmother.', 'https://example.org/moon'],
];

const folder = process.argv[3] ?? null;
if (folder) await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'pentimento-messages-'));
const server = await startServer({ dataFolder: data, env: { OPERATOR_TOKEN: OPERATOR } });
const browser = await openBrowser();

const json = (path: string) => fetch(`${server.url}${path}`).then((response) => response.json());
const open = async (path: string, width: number, height: number, options: object = {}) => {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en', colorScheme: 'dark', ...options });
  await page.goto(`${server.url}${path}`);
  return page;
};
/** Into docs what the document shows, and everything into the folder. */
async function take(page: Page, name: string, inDocs = false) {
  await page.bringToFront();
  // What fades has come.
  await page.waitForTimeout(2_500);
  if (inDocs) await page.screenshot({ path: `docs/messages-${name}.jpg`, type: 'jpeg', quality: 80 });
  if (folder) await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 85, fullPage: true });
}

async function post(index: number, text: string, link: string) {
  const [{ rpcUrl }, { wallets }, { contracts }, { state }] = await Promise.all(
    ['/api/deployment', '/api/session', '/api/works/1', '/api/works/1/state'].map(json),
  );
  const { privateKey } = wallets.find(({ address }: { address: string }) => address === state.tokens[index].owner);
  const contract = { address: contracts.featuredMessages, abi: featuredMessagesAbi } as const;
  const value = await createPublicClient({ transport: http(rpcUrl) }).readContract({
    ...contract,
    functionName: 'fee',
  });
  const wallet = createWalletClient({ account: privateKeyToAccount(privateKey), transport: http(rpcUrl) });
  const args = [tokenIdOf(1, index), text, link] as const;
  await wallet.writeContract({ ...contract, chain: null, functionName: 'post', args, value });
}

try {
  const wall = await open('/screen/1', 960, 540);
  const upright = await open('/screen/1', 540, 960, { locale: 'de' });
  for (const page of [wall, upright]) await page.locator('body[data-phase="showing"]').waitFor();
  for (const [token, text, link] of MESSAGES) {
    await post(token, text, link);
    for (const [name, page] of [
      ['wall', wall],
      ['upright', upright],
    ] as const) {
      await page.locator(`#card[data-shown][data-token="${token}"]`).waitFor({ timeout: 90_000 });
      await take(page, token === 2 ? name : `${name}-${token}`, token === 2 && name === 'wall');
    }
  }

  const phone = await open('/visit/1', 390, 700);
  await phone.getByRole('button', { name: /^Light it: Figure/ }).click();
  await wall.locator('#caption[data-shown]').waitFor();
  await take(wall, 'lit');
  await take(phone, 'visit', true);
  await phone.getByRole('button', { name: 'Show all names' }).click();
  await wall.locator('#credits[data-shown]').waitFor();
  await take(wall, 'credits');
  await take(upright, 'credits-upright');

  for (const [name, width, height, options] of [
    ['moderation', 1280, 900, {}],
    ['moderation-phone', 390, 844, { locale: 'de', colorScheme: 'light' }],
  ] as const) {
    const desk = await open('/moderation', width, height, options);
    await desk.locator('input[name="token"]').fill(OPERATOR);
    await desk.locator('form button[type="submit"]').click();
    await desk.locator('blockquote').first().waitFor();
    await take(desk, name);
  }
  const studio = await open('/studio?layer=3&motion=off', 1280, 900);
  await studio.getByRole('button', { name: 'Featured message' }).click();
  await studio.getByLabel('Message', { exact: true }).fill('أحبُّ هذه التلال.');
  await studio.getByLabel('Link, if you like').fill('https://example.org/hills');
  await studio.locator('#card[data-shown]').scrollIntoViewIfNeeded();
  await take(studio, 'composer');
} finally {
  await browser.close();
  await server.end();
  await rm(data, { recursive: true });
}
