/**
 * Generates `engine/abi/*.gen.ts` (ABI, creation bytecode and what tells deployed code) from the contracts, so that
 * running the program needs no compiler. `--check` writes nothing and fails when a committed file is not what the contracts give.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keccak256 } from 'viem';
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
const drifted = CONTRACTS.filter((contract) => !generate(contract));
if (drifted.length > 0) {
  const files = drifted.map((contract) => `engine/abi/${variable(contract)}.gen.ts`);
  console.error(`gen: ${files.join(', ')} not as the contracts are: run \`npm run gen\` and commit the result`);
  process.exitCode = 1;
}

/** Whether the file is, from now on or already, what the contract gives. */
function generate(contract) {
  const file = join(root, `engine/abi/${variable(contract)}.gen.ts`);
  const artifact = JSON.parse(readFileSync(join(root, `out/${contract}.sol/${contract}.json`), 'utf8'));
  const text = typescript(variable(contract), `contracts/${contract}.sol`, artifact);
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
