import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, transformWithOxc } from 'vite';

const PAGE = 'screen/index.html';

/**
 * Writes `serviceWorker.js` beside the built pages, with the paths of everything the screen's page needs.
 * @param source the service worker's TypeScript
 */
export function buildServiceWorker(source: string): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir;
    },
    async closeBundle() {
      const files = await filesOf(folder);
      const hash = createHash('sha256');
      for (const file of files) hash.update(file).update(await readFile(join(folder, file)));
      const build = { version: hash.digest('hex').slice(0, 16), files: files.map((file) => `/${file}`) };
      const { code } = await transformWithOxc(await readFile(source, 'utf8'), source);
      await writeFile(join(folder, 'serviceWorker.js'), `const BUILD = ${JSON.stringify(build)};\n${code}`);
    },
  };
}

/** The screen's page and every file that it names, or that those name: by their hashed names, which nothing else is like. */
async function filesOf(folder: string): Promise<string[]> {
  const assets = (await readdir(join(folder, 'assets'))).map((name) => `assets/${name}`);
  const reached = [PAGE];
  for (const file of reached) {
    const text = await readFile(join(folder, file), 'latin1');
    const named = assets.filter((asset) => text.includes(asset.slice('assets/'.length)));
    reached.push(...named.filter((asset) => !reached.includes(asset)));
  }
  return reached.sort();
}
