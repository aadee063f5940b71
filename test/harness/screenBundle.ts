import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** npm runs every command of the project in its root. */
const folder = join(process.cwd(), 'dist/display');

/** The scripts that a screen loads, its workers' included, each as the server would send it compressed. Bytes. */
export function screenBundle(): { file: string; gzip: number }[] {
  const worker = readFileSync(join(folder, 'serviceWorker.js'), 'utf8');
  const { files } = JSON.parse(/const BUILD = (\{.*?\});/.exec(worker)?.[1] ?? '') as { files: string[] };
  return files
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, gzip: gzipSync(readFileSync(join(folder, file))).length }));
}
