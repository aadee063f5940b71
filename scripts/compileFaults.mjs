import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Everything the simulator runs. */
const FOLDERS = [
  'engine/abi',
  'engine/chain',
  'engine/errors',
  'engine/protocol',
  'engine/state',
  'test/faults',
  'test/harness',
];

/**
 * Compiles the follower, the state and the simulator into a folder of their own, and leaves the sources alone.
 * @param mutations texts to replace, by file: what the program would be without one of its safeguards
 * @returns the folder of the programs `runSeeds.js` and `runKills.js`
 */
export async function compileFaults(name, mutations = []) {
  const output = join(root, 'dist/faults', name);
  for (const { file } of mutations) await readFile(join(root, file));
  await Promise.all(
    FOLDERS.map(async (folder) => {
      const names = await readdir(join(root, folder), { recursive: true });
      const sources = names.filter((source) => source.endsWith('.ts') && !source.endsWith('.test.ts'));
      await Promise.all(sources.map((source) => compile(join(folder, source), output, mutations)));
    }),
  );
  return join(output, 'test/faults');
}

async function compile(file, output, mutations) {
  let source = await readFile(join(root, file), 'utf8');
  for (const { text, replacement } of mutations.filter((mutation) => mutation.file === file)) {
    if (!source.includes(text)) throw new Error(`${file} does not hold "${text}" any more: correct the mutation.`);
    source = source.replace(text, replacement);
  }
  const { code } = await transform(source, {
    filename: file,
    swcrc: false,
    module: { type: 'es6' },
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  const target = join(output, file.replace(/\.ts$/, '.js'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}
