import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

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
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...FLAGS, ...flags],
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  });
}

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
