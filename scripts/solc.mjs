#!/usr/bin/env node
/**
 * The solc of `node_modules`, spoken to as forge speaks to a native one: `--version` prints the version,
 * `--standard-json` compiles the JSON on stdin. Every source is inlined by forge, so nothing is read from disk here.
 */
import { readFileSync } from 'node:fs';
import solc from 'solc';

const [command] = process.argv.slice(2).filter((argument) => ['--version', '--standard-json'].includes(argument));
if (command === '--version') {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else if (command === '--standard-json') {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
} else {
  console.error('solc.mjs: expected --version or --standard-json, the two things forge asks of a compiler');
  process.exitCode = 2;
}
