/**
 * What our contracts cost, measured now, beside the two layered dynamic NFTs before them: Async Art v2 and Art Blocks
 * PostParams (PMPV0). Gas of whole transactions. Ours is what the gas tests measure and their snapshots hold
 * (`npm run test:gas`). The peers' sources are GPL and LGPL and so not here; their figures were measured once, from
 * these sources on anvil and on an EthereumJS VM under Prague's rules, and are constants below.
 *
 * Usage: npm run bench:gas
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forge } from '../../scripts/forge.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * `budget` in gas, where there is one; `peers` as [who, gas, what is different]. Async Art is behind a proxy on mainnet,
 * which adds about 7,250 to each call; its contract alone is what is compared, so the ratios flatter it.
 */
const OPERATIONS = [
  {
    title: 'Restyle, 1 option',
    ours: ['LayerToken', 'setStyle 1'],
    budget: 42_000,
    peers: [
      ['Async', 44_541, 'no revision checked, no ERC-4906, no traits; a marketplace operator may do it'],
      ['PMP, first time', 96_686, 'its options are unset until first written; ours start with a value'],
      ['PMP, again', 59_686, 'against a token double of one read, which flatters it'],
    ],
  },
  {
    title: 'Restyle, 4 options',
    ours: ['LayerToken', 'setStyle 4'],
    budget: 50_000,
    peers: [
      ['Async', 77_788, 'as above'],
      ['PMP, first time', 283_003, 'as above'],
      ['PMP, again', 135_003, 'as above'],
    ],
  },
  {
    title: 'Restyle, 12 options',
    ours: ['LayerToken', 'setStyle 12'],
    budget: 70_000,
    peers: [
      ['Async', 166_450, 'as above'],
      ['PMP, first time', 780_001, 'as above'],
      ['PMP, again', 336_001, 'as above'],
    ],
  },
  {
    title: 'Restyle, 1 option, of a layer with a finite count',
    ours: ['LayerToken', 'setStyle 1 of a layer with a finite count of updates'],
    budget: 42_000,
    peers: [['Async', 49_879, 'tells no trait; 59,722 when it throws out a standing bid, which ours cannot']],
  },
  {
    title: 'Restyle, 1 option, brought with a signature',
    ours: ['LayerToken', 'setStyleBySig 1'],
    peers: [['Async', 44_541, 'has no signatures: its owner in person']],
  },
  {
    title: 'Restyle of 2 layers, 1 option each',
    ours: ['LayerToken', 'setStyles of 2 tokens, 1 lever each, one of them finite'],
    peers: [['Async, two transactions', 2 * 44_541, 'has no batch of tokens; both unlimited']],
  },
  {
    title: 'Mint of a layer with its schema of 12 options',
    ours: ['LayerToken', 'mint of a layer with its schema'],
    budget: 150_000,
    peers: [
      [
        'Async',
        1_087_154,
        'setupControlToken, a transaction of its own, with a token URI; ours is what a layer adds to createWork',
      ],
      ['PMP', 899_324, 'once a project, options with text; it mints nothing'],
    ],
  },
  {
    title: 'A work of a master and 3 layers',
    ours: ['LayerToken', 'createWork of a master and 3 layers, 10 bytes of manifest'],
    peers: [
      [
        'Async',
        120_120 + 415_960 + 3 * 576_870,
        'five transactions, 3 options a layer to our 12; our manifest is on chain and adds about 220 a byte, theirs is off it',
      ],
    ],
  },
  {
    title: 'transferFrom to a fresh recipient',
    ours: ['LayerToken', 'transferFrom to a fresh recipient'],
    budget: 60_000,
    peers: [
      ['Async', 121_192, 'the first of several that the sender holds, as ours; 105,721 for the only one. Enumerable'],
    ],
  },
  {
    title: 'transferFrom of a lent layer to a fresh recipient',
    ours: ['LayerToken', 'transferFrom of a lent layer to a fresh recipient'],
    budget: 60_000,
    peers: [['Async', 121_192, 'leaves its controller in place, who controls again if the owner buys it back']],
  },
  {
    title: 'List at a price',
    ours: ['LayerSale', 'list'],
    peers: [['Async', 47_802, 'makeBuyPrice; every transfer pays to delete it, ours ends with the ownership epoch']],
  },
  {
    title: 'Buy 1',
    ours: ['LayerSale', 'buy 1, a listing, first credits of seller and royalty'],
    peers: [
      [
        'Async',
        166_271,
        'takeBuyPrice pays everybody out; with ours each payee fetches a credit in a transaction more',
      ],
    ],
  },
  {
    title: 'Bid, the first',
    ours: ['ReserveAuction', 'bid, the first'],
    peers: [['Async', 97_362, 'a standing bid without an end; ours an auction that was created for 115,786']],
  },
  {
    title: "Bid over another's",
    ours: ['ReserveAuction', "bid, over another's, who is credited for the first time"],
    peers: [['Async', 55_670, 'sends the former bid back at once, where 2,300 gas of receiving is enough']],
  },
];

// The snapshots are held to what is measured now, so reading them is reading the measurement.
if (forge(['test', '--match-test', 'test_gas', '--silent']) !== 0) {
  console.error('The gas tests fail, so there is nothing to compare: npm run test:contracts says which.');
  process.exit(1);
}

const digits = (gas) => gas.toLocaleString('en-US');
console.log('| | gas | ratio ours : theirs | what differs |\n|---|---:|---:|---|');
for (const { title, ours, budget, peers } of OPERATIONS) {
  const gas = measured(...ours);
  console.log(`| **${title}** | **${digits(gas)}** | | ${verdict(gas, budget)} |`);
  for (const [who, theirs, difference] of peers) {
    console.log(`| ${who} | ${digits(theirs)} | ${(gas / theirs).toFixed(2)} | ${difference} |`);
  }
}

function measured(contract, name) {
  const file = join(root, `test/contracts/snapshots/${contract}.json`);
  return Number(JSON.parse(readFileSync(file, 'utf8'))[name]);
}

function verdict(gas, budget) {
  if (!budget) return '';
  if (gas <= budget) return `budget ${digits(budget)}, met`;
  return `budget ${digits(budget)}, missed by ${digits(gas - budget)}: SECURITY.md says why`;
}
