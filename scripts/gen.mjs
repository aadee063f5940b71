/**
 * Generates `engine/abi/*.gen.ts` (ABI, creation bytecode and what tells deployed code) from the contracts, so that
 * running the program needs no compiler, and `engine/scene/manifest.schema.json` from the schema that checks manifests.
 * `--check` writes nothing and fails when a committed file is not what its source gives.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { keccak256 } from 'viem';
import { compileFolder } from './build.mjs';
import { forge } from './forge.mjs';

const CONTRACTS = [
  'Create3Factory',
  'LayerToken',
  'FeaturedMessages',
  'LayerSale',
  'ReserveAuction',
  'LayerMetadata',
  'LayerLens',
  'StyleGuardZone',
];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');

const sources = CONTRACTS.map((contract) => `contracts/${contract}.sol`);
if (forge(['build', '--quiet', ...sources]) !== 0) process.exit(1);
mkdirSync(join(root, 'engine/abi'), { recursive: true });
const generated = [...CONTRACTS.map(ofContract), await ofManifest()];
const drifted = generated.filter(({ path, text }) => !write(path, text)).map(({ path }) => path);
if (drifted.length > 0) {
  console.error(`gen: ${drifted.join(', ')} not as the sources are: run \`npm run gen\` and commit the result`);
  process.exitCode = 1;
}

function ofContract(contract) {
  const artifact = JSON.parse(readFileSync(join(root, `out/${contract}.sol/${contract}.json`), 'utf8'));
  const name = variable(contract);
  return { path: `engine/abi/${name}.gen.ts`, text: typescript(name, `contracts/${contract}.sol`, artifact) };
}

async function ofManifest() {
  await compileFolder('engine');
  const { manifestSchema } = await import(pathToFileURL(join(root, 'dist/engine/scene/manifestSchema.js')).href);
  return { path: 'engine/scene/manifest.schema.json', text: `${JSON.stringify(manifestSchema(), null, 2)}\n` };
}

/** Whether the file is, from now on or already, that text. */
function write(path, text) {
  const file = join(root, path);
  if (check) return read(file) === text;
  if (read(file) !== text) writeFileSync(file, text);
  return true;
}

function typescript(name, source, { abi, bytecode, deployedBytecode }) {
  const entries = abi.map((entry) => `  ${JSON.stringify(entry)},\n`).join('');
  return (
    `// Generated from ${source} by \`npm run gen\`. Do not edit.\n\n` +
    `export const ${name}Abi = [\n${entries}] as const;\n\n` +
    `/** Creation bytecode, constructor arguments not included. */\n` +
    `export const ${name}Bytecode =\n  '${bytecode.object}' as const;\n\n` +
    `/** What tells the deployed code: its keccak-256 with zeros where the constructor writes, and [first byte, bytes] of these. */\n` +
    `export const ${name}Code = ${JSON.stringify(codeOf(deployedBytecode))} as const;\n`
  );
}

function codeOf({ object, immutableReferences = {} }) {
  const written = Object.values(immutableReferences)
    .flat()
    .map(({ start, length }) => [start, length])
    .sort(([a], [b]) => a - b);
  return { hash: keccak256(object), written };
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function variable(contract) {
  return contract[0].toLowerCase() + contract.slice(1);
}
