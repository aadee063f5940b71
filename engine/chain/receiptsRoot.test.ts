import { type Receipt, receiptsRoot } from './receiptsRoot.js';

const receipt = (gas: number): Receipt => ({
  blockHash: `0x${'00'.repeat(32)}`,
  type: '0x2',
  status: '0x1',
  cumulativeGasUsed: `0x${gas.toString(16)}`,
  logsBloom: `0x${'00'.repeat(256)}`,
  logs: [],
});

// Blocks of a real node are in test/integration/followChain.test.ts.
describe('receiptsRoot', () => {
  it('of no receipts is the hash of an empty trie', () => {
    expect(receiptsRoot([])).toBe('0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421');
  });

  it('changes with each receipt, its order, its kind and its logs', () => {
    const receipts = Array.from({ length: 200 }, (_, at) => receipt(21_000 * (at + 1)));
    const [first, second] = receipts as [Receipt, Receipt];
    const log = { address: `0x${'aa'.repeat(20)}`, topics: [], data: '0x01', logIndex: '0x0' } as const;
    const changed = [
      receipts,
      receipts.slice(1),
      receipts.slice(0, -1),
      [second, first, ...receipts.slice(2)],
      [{ ...first, type: '0x0' as const }, ...receipts.slice(1)],
      [{ ...first, status: '0x0' as const }, ...receipts.slice(1)],
      [
        { ...first, logs: [{ ...log, topics: [], blockHash: first.blockHash, blockNumber: '0x1' as const }] },
        ...receipts.slice(1),
      ],
    ];
    expect(new Set(changed.map(receiptsRoot)).size).toBe(changed.length);
  });
});
