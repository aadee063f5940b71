/**
 * Measures how much of `contracts/` the forge tests reach and fails on a line or a branch that none does. Without via-IR,
 * which misreports it. The gas tests stay out: coverage compiles without the optimizer. Free functions are not counted
 * by forge: StyleWord's are tested one by one in StyleWord.t.sol.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forge } from './forge.mjs';

const REPORT = 'cache/coverage.lcov';

const status = forge([
  ...['coverage', '--no-match-test', 'test_gas', '--no-match-coverage', 'node_modules|test/'],
  ...['--report', 'summary', '--report', 'lcov', '--report-file', REPORT],
]);
if (status !== 0) process.exit(status);

const missed = unreached(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', REPORT), 'utf8'));
if (missed.length > 0) {
  console.error(`No test reaches ${missed.join(', ')}`);
  process.exitCode = 1;
}

/** Every line and branch of an lcov report that was never run, as file:line. */
function unreached(lcov) {
  let file = '';
  const found = [];
  for (const line of lcov.split('\n')) {
    const [kind, value] = line.split(/:(.*)/);
    const fields = value?.split(',') ?? [];
    if (kind === 'SF') file = value;
    if (kind === 'DA' && fields[1] === '0') found.push(`${file}:${fields[0]}`);
    if (kind === 'BRDA' && (fields[3] === '0' || fields[3] === '-')) found.push(`${file}:${fields[0]} (branch)`);
  }
  return [...new Set(found)];
}
