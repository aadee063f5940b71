/**
 * Builds the program into `dist/`: TypeScript of engine, server and command line by swc, the pages by Vite. Types are checked
 * elsewhere (`npm run typecheck`), so that a build takes seconds.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, 'build.sha256');

const PROGRAM = ['engine', 'server', 'cli'];

/** Builds whatever changed since the last build; returns at once when nothing did. */
export async function build() {
  const programFiles = (await Promise.all(PROGRAM.map(typescriptIn))).flat();
  const pageFiles = (await readdir(join(root, 'display'), { recursive: true })).map((name) => join('display', name));
  const sources = [...programFiles, ...pageFiles, 'package-lock.json', 'scripts/build.mjs'];
  const hash = await hashOf(sources);
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) return;

  await rm(stamp, { force: true });
  await Promise.all(PROGRAM.map((folder) => rm(join(dist, folder), { recursive: true, force: true })));
  await Promise.all(PROGRAM.map(compileFolder));
  const { build: bundle } = await import('vite');
  await bundle({ root: join(root, 'display'), configFile: join(root, 'display/vite.config.ts'), logLevel: 'warn' });
  await writeFile(stamp, hash);
}

/** Compiles a folder's TypeScript, its tests left out. */
export async function compileFolder(folder) {
  const files = await typescriptIn(folder);
  await Promise.all(files.filter((file) => !file.endsWith('.test.ts')).map(compile));
}

async function typescriptIn(folder) {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

async function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(join(root, file)).catch(() => null);
    if (content) hash.update(file).update('\0').update(content);
  }
  return hash.digest('hex');
}

async function compile(file) {
  const { code, map } = await transformFile(join(root, file), {
    sourceMaps: true,
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  });
  const output = join(dist, file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, `${code}\n//# sourceMappingURL=${file.split('/').at(-1).replace(/\.ts$/, '.js.map')}\n`);
  await writeFile(`${output}.map`, map);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
