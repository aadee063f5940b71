/**
 * Takes the follower's and the store's safeguards out, one at a time and in a compiled copy, and looks whether the fault
 * simulator notices within 60 seeds: `npm run test:faults:bite`. The sources are not touched.
 */
import { availableParallelism } from 'node:os';
import { compileFaults } from './compileFaults.mjs';
import { runSeeds } from './runSeeds.mjs';

const SEEDS = 60;
const BLOCKS = 300;

const SAFEGUARDS = {
  'the bloom check of a range': [
    {
      file: 'engine/chain/readChain.ts',
      text: 'if (logs.length === (told.get(header.number)?.length ?? 0)) return;',
      replacement: 'return;',
    },
  ],
  'the receipts root of a block': [
    {
      file: 'engine/chain/proveLogs.ts',
      text: 'if (receiptsRoot(receipts) === header.receiptsRoot) {',
      replacement: 'if (true) {',
    },
  ],
  'the parent hash of a block': [
    {
      file: 'engine/chain/follower.ts',
      text: 'if (first && last && first.block.parentHash !== last.hash)',
      replacement: 'if (false)',
    },
    {
      file: 'engine/chain/follower.ts',
      text: 'if (parent && block.parentHash !== parent.hash)',
      replacement: 'if (false)',
    },
    {
      file: 'engine/state/createState.ts',
      text: 'requireNext(event.block, event.parentHash, blocks[0]);',
      replacement: '',
    },
  ],
  'the one transaction of a block': [
    { file: 'engine/state/openSqlite.ts', text: "db.exec('BEGIN IMMEDIATE');", replacement: '' },
    { file: 'engine/state/openSqlite.ts', text: "db.exec('COMMIT');", replacement: '' },
    { file: 'test/faults/fullDisk.ts', text: 'db.inTransaction() && isFull()', replacement: 'isFull()' },
  ],
  'the question to the other nodes before a rollback': [
    {
      file: 'engine/chain/nodePool.ts',
      text: 'if (nodes.length === 1) return false;',
      replacement: 'return false;',
    },
  ],
};

const survivors = [];
for (const [safeguard, mutations] of Object.entries(SAFEGUARDS)) {
  const folder = await compileFaults('bitten', mutations);
  let failure = null;
  let run = 0;
  await runSeeds(folder, { seeds: SEEDS, blocks: BLOCKS, jobs: availableParallelism() }, (outcome) => {
    run += 1;
    failure ??= outcome.failure && outcome;
    return failure !== null;
  });
  if (!failure) survivors.push(safeguard);
  console.log(
    failure
      ? `without ${safeguard}: noticed within ${run} seeds (seed ${failure.seed}: ${failure.failure.slice(0, 120)})`
      : `without ${safeguard}: NOT noticed in ${run} seeds`,
  );
}
process.exit(survivors.length === 0 ? 0 : 1);
