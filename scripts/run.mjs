/**
 * Builds the program and runs one TypeScript file of `test/` or `scripts/` on it, for benchmarks and pictures:
 * `node scripts/run.mjs test/bench/blockToPixel.bench.ts`
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, compileFolder } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [file] = process.argv.slice(2);
if (!file?.endsWith('.ts')) {
  console.error('Name the TypeScript file to run: node scripts/run.mjs test/bench/blockToPixel.bench.ts');
  process.exit(2);
}

await build();
await Promise.all(['scripts', 'test/harness', 'test/bench'].map(compileFolder));
await import(pathToFileURL(join(root, 'dist', file.replace(/\.ts$/, '.js'))).href);
