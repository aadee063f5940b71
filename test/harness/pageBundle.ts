import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** npm runs every command of the project in its root. */
const folder = join(process.cwd(), 'dist/display');

/**
 * The scripts that a page loads before it can be used, each as the server would send it compressed: what its HTML names
 * and what that imports. What is loaded when it is wanted, such as Pixi, is not among them.
 * @param html of `dist/display`
 * @returns bytes
 */
export function pageBundle(html: string): { file: string; gzip: number }[] {
  const page = readFileSync(join(folder, html), 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
  const files = new Set<string>();
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    const script = readFileSync(join(folder, file), 'utf8');
    for (const [, imported = ''] of script.matchAll(/(?:from|^import|;import)\s*"(\.[^"]+\.js)"/g)) {
      waiting.push(join(dirname(file), imported));
    }
  }
  return [...files].sort().map((file) => ({ file, gzip: gzipSync(readFileSync(join(folder, file))).length }));
}
