import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killRounds } from '../harness/killRounds.js';

/** Kills processes in the middle of writing a store, as often as the argument says; the built program is what writes. */
const folder = mkdtempSync(join(tmpdir(), 'pentimento-kill-'));
const { rounds, violations, slowestReopen } = await killRounds(folder, Number(process.argv[2]), (below) =>
  randomInt(below),
);
rmSync(folder, { recursive: true });
for (const violation of violations) console.log(violation);
console.log(`${rounds} kills, ${violations.length} violations, slowest to open again ${slowestReopen.toFixed(0)} ms.`);
process.exitCode = violations.length === 0 ? 0 : 1;
