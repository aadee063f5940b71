import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { freePort } from './freePort.js';
import { PATIENCE } from './waitFor.js';

/** npm runs every command of the project in its root. */
const root = process.cwd();

/** WebGL2 by SwiftShader, colours as they are, and no need of user namespaces or a large /dev/shm. */
const FLAGS = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--no-sandbox',
  '--disable-dev-shm-usage',
];

/**
 * A headless Chromium from npm, which needs nothing of the machine but a C library. Unpacked once, for all runs.
 * @param flags  more of Chromium's
 */
export async function openBrowser(flags: string[] = []): Promise<Browser> {
  const folder = await unpackedBrowser();
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...FLAGS, ...flags],
    env: environmentOf(folder),
  });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}

/** A Chromium that nobody watches: what watches a page keeps all that the page loads, and its memory cannot be measured. */
export interface LoneBrowser {
  /** The processes that run pages, by their ids. */
  renderers(): number[];
  /** Looks into the page for a moment. */
  look<T>(at: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a page in a browser of its own. */
export async function openLoneBrowser(url: string, size: { width: number; height: number }): Promise<LoneBrowser> {
  const folder = await unpackedBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'pentimento-profile-'));
  const port = await freePort();
  const child = spawn(
    join(folder, 'chromium'),
    [
      ...FLAGS,
      '--headless',
      '--no-first-run',
      `--window-size=${size.width},${size.height}`,
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${port}`,
      url,
    ],
    { env: environmentOf(folder), stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  return {
    renderers: () =>
      offspring(child.pid as number).filter((id) => textOf(`/proc/${id}/cmdline`).includes('--type=renderer')),
    async look(at) {
      const watcher = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      try {
        const page = watcher.contexts().flatMap((context) => context.pages())[0];
        if (!page) throw new Error('The browser has no page.');
        return await at(page);
      } finally {
        await watcher.close();
      }
    },
    async close() {
      child.kill();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The processes that a process started, and those that they did. */
function offspring(of: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => ({ id: Number(id), parent: Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${id}/status`))?.[1]) }));
  const found = [of];
  for (const id of found) found.push(...parents.filter(({ parent }) => parent === id).map((child) => child.id));
  return found.slice(1);
}

/** Empty where the process is gone. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const environmentOf = (folder: string) => ({
  ...process.env,
  FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
});

async function unpackedBrowser(): Promise<string> {
  const manifest = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const folder = join(tmpdir(), `pentimento-chromium-${JSON.parse(manifest).version}`);
  if (existsSync(folder)) return folder;

  // The package takes a file that is there for a whole one. Unpacking beside and renaming never leaves half a browser.
  const beside = await mkdtemp(`${folder}-`);
  const unpack = join(root, 'test/harness/unpackBrowser.mjs');
  await promisify(execFile)(process.execPath, [unpack], { env: { ...process.env, TMPDIR: beside } });
  await mkdir(join(beside, 'font-cache'));
  await writeFile(join(beside, 'fonts.conf'), fontsConf(folder));
  // Another run may have been first; its browser is the same.
  await rename(beside, folder).catch(() => rm(beside, { recursive: true, force: true }));
  return folder;
}

const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
