import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** npm runs every command of the project in its root. */
const folder = join(process.cwd(), 'dist/display');
/** How built scripts name what they load: another script at once, or a worker's. */
const LOADED = /(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']|["'`]\/assets\/([\w.-]*Worker-[\w-]+\.js)["'`]/g;

/**
 * The scripts that a screen loads, its workers' included, each as the server would send it compressed. Bytes. What Pixi
 * would load for pages that people touch is built and kept, but never asked for.
 */
export function screenBundle(): { file: string; gzip: number }[] {
  const page = readFileSync(join(folder, 'screen/index.html'), 'utf8');
  const files = [...page.matchAll(/<script[^>]+src="\/assets\/([^"]+)"/g)].map(([, file]) => file as string);
  for (const file of files) {
    const script = readFileSync(join(folder, 'assets', file), 'utf8');
    const named = [...script.matchAll(LOADED)].map(([, other, worker]) => basename((other ?? worker) as string));
    files.push(...new Set(named.filter((name) => !files.includes(name))));
  }
  return files.map((file) => ({ file, gzip: gzipSync(readFileSync(join(folder, 'assets', file))).length }));
}
