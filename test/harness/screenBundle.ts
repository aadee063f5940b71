import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = resolve(__dirname, '../../dist/display');

/** The scripts that a screen loads, its workers' included, each as the server would send it compressed. Bytes. */
export function screenBundle(): { file: string; gzip: number }[] {
  const worker = readFileSync(join(folder, 'serviceWorker.js'), 'utf8');
  const { files } = JSON.parse(/const BUILD = (\{.*?\});/.exec(worker)?.[1] ?? '') as { files: string[] };
  return files
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, gzip: gzipSync(readFileSync(join(folder, file))).length }));
}
