import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

/**
 * The import table of ARCHITECTURE.md, executed. Data flows down the table; a folder may import only what its row
 * names: folders of ours by path, packages by name, `node:` for Node's own modules. The longest matching row holds.
 */
const TABLE: Record<string, { folders: string[]; packages: string[] }> = {
  'engine/errors': { folders: [], packages: [] },
  'engine/protocol': { folders: [], packages: ['zod', '@noble/hashes'] },
  'engine/abi': { folders: [], packages: [] },
  'engine/chain': {
    folders: ['engine/errors', 'engine/protocol', 'engine/abi'],
    packages: ['viem', 'ox', 'zod', 'node:'],
  },
  'engine/state': {
    folders: ['engine/errors', 'engine/protocol', 'engine/chain'],
    packages: ['libsql', 'node:'],
  },
  'engine/scene': { folders: ['engine/errors', 'engine/protocol'], packages: ['zod', '@noble/hashes', 'fflate'] },
  'engine/latent': {
    folders: ['engine/errors', 'engine/protocol', 'engine/scene', 'engine/latent/code'],
    packages: ['onnxruntime-node', 'zod', '@noble/hashes', 'node:'],
  },
  'engine/latent/code': { folders: ['engine/protocol'], packages: ['@noble/hashes'] },
  'engine/composite': {
    folders: [
      'engine/errors',
      'engine/protocol',
      'engine/scene',
      'engine/composite/blend',
      'engine/composite/colour',
      'engine/composite/pass',
    ],
    packages: ['@napi-rs/canvas', 'pngjs', 'sharp', 'node:'],
  },
  'engine/composite/blend': { folders: ['engine/scene'], packages: [] },
  'engine/composite/colour': { folders: ['engine/scene'], packages: [] },
  'engine/composite/pass': { folders: ['engine/scene'], packages: [] },
  server: { folders: ['engine'], packages: ['*'] },
  cli: { folders: ['engine'], packages: ['commander', 'viem', 'zod', 'node:'] },
  'display/vite.config.ts': { folders: ['display'], packages: ['vite', '@preact/preset-vite', 'node:'] },
  'display/framePages.ts': { folders: [], packages: ['vite'] },
  'display/buildServiceWorker.ts': { folders: [], packages: ['vite', 'node:'] },
  display: {
    folders: [
      'engine/protocol',
      'engine/scene',
      'engine/abi',
      'engine/errors',
      'engine/latent/code',
      'engine/composite/blend',
      'engine/composite/colour',
      'engine/composite/pass',
    ],
    packages: [
      'pixi.js',
      'preact',
      '@preact/signals',
      '@preact/signals-core',
      '@noble/hashes',
      'socket.io-client',
      'zod',
      'viem',
      '@wagmi/core',
      'qrcode',
      '@fontsource-variable/fraunces',
      '@fontsource-variable/inter',
    ],
  },
};

/** Runtimes that live in one folder, so that they can be replaced there. */
const HOMES: Record<string, string[]> = {
  viem: ['engine/chain', 'server', 'cli', 'display'],
  'onnxruntime-node': ['engine/latent'],
  libsql: ['engine/state'],
  '@napi-rs/canvas': ['engine/composite'],
  sharp: ['engine/composite'],
  'pixi.js': ['display'],
};

const root = resolve(__dirname, '..');
const sources = ['engine', 'server', 'cli', 'display'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

describe('the import table', () => {
  it('has a row for every folder of the engine', () => {
    const folders = readdirSync(join(root, 'engine'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !['models', 'training'].includes(entry.name))
      .map((entry) => `engine/${entry.name}`);
    expect(folders.filter((folder) => !(folder in TABLE))).toEqual([]);
  });

  it('has no cycle', () => {
    const visiting = new Set<string>();
    const visit = (row: string): string | null => {
      if (visiting.has(row)) return row;
      visiting.add(row);
      for (const next of TABLE[row]?.folders ?? []) {
        const cycle = next in TABLE ? visit(next) : null;
        if (cycle) return cycle;
      }
      visiting.delete(row);
      return null;
    };
    expect(Object.keys(TABLE).map(visit).filter(Boolean)).toEqual([]);
  });

  it('is kept by every source file', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.flatMap((file) => importsOf(file).flatMap((specifier) => breachOf(file, specifier)))).toEqual([]);
  });

  it('catches an import that is not in the table', () => {
    expect(breachOf('engine/scene/scene.ts', 'node:fs')).toHaveLength(1);
    expect(breachOf('engine/protocol/x.ts', 'viem')).toHaveLength(1);
    expect(breachOf('engine/scene/scene.ts', '../latent/code/sampleLatent.js')).toHaveLength(1);
    expect(breachOf('display/screen/main.ts', '../../engine/composite/composeStill.js')).toHaveLength(1);
    expect(breachOf('engine/state/createState.ts', '../../server/main.js')).toHaveLength(1);
  });

  it('keeps each foreign runtime in its home', () => {
    const strays = sources.flatMap((file) =>
      importsOf(file)
        .map(packageOf)
        .filter((name) => HOMES[name] && !HOMES[name]?.some((home) => file.startsWith(`${home}/`)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });
});

/** Static, type-only, dynamic, side-effect and re-exporting imports alike. */
function importsOf(file: string): string[] {
  return preProcessFile(readFileSync(join(root, file), 'utf8'), true, true).importedFiles.map(
    (found) => found.fileName,
  );
}

function breachOf(file: string, specifier: string): string[] {
  const row = rowOf(file);
  const rule = TABLE[row];
  if (!rule) return [`${file} lies in a folder without a row`];
  const breach = [`${file} imports ${specifier}, which the row of ${row} does not name`];
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), specifier));
    if (/\.(css|svg|json)(\?.*)?$/.test(target) || rowOf(target) === row) return [];
    return rule.folders.some((folder) => target.startsWith(`${folder}/`)) ? [] : breach;
  }
  const name = packageOf(specifier);
  return rule.packages.includes('*') || rule.packages.includes(name) ? [] : breach;
}

function rowOf(path: string): string {
  const rows = Object.keys(TABLE).filter((row) => path === row || path.startsWith(`${row}/`));
  return rows.sort((a, b) => b.length - a.length)[0] ?? '';
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}
