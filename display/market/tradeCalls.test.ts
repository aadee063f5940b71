import type { Hex } from '../../engine/protocol/primitives.js';
import { encodeWord, UNLIMITED_UPDATES } from '../../engine/scene/styleWord.js';
import { bidCall, buyCall } from './tradeCalls.js';

const contracts = { layerSale: `0x${'1'.repeat(40)}` as Hex, reserveAuction: `0x${'2'.repeat(40)}` as Hex };
const word = (revision: number, updatesLeft: number, frozen = false) =>
  encodeWord({ levers: Array(12).fill(0), revision, updatesLeft, frozen });

test('a purchase names what was seen of each token, and sends the exact sum', () => {
  const call = buyCall(contracts, 3, [
    { index: 1, price: 50n, word: word(7, UNLIMITED_UPDATES) },
    { index: 2, price: 70n, word: word(0, 4) },
    { index: 5, price: 1n, word: word(2, 4, true) },
  ]);
  expect(call.value).toBe(121n);
  expect(call.args[0]).toEqual([
    { tokenId: 196_609n, price: 50n, expectedRevision: 7, minUpdatesLeft: UNLIMITED_UPDATES },
    { tokenId: 196_610n, price: 70n, expectedRevision: 0, minUpdatesLeft: 4 },
    { tokenId: 196_613n, price: 1n, expectedRevision: 2, minUpdatesLeft: 0 },
  ]);
});

test('a bid is for the very style word that was seen', () => {
  const seen = word(9, 3);
  expect(bidCall(contracts, 3, 0, seen, 10n)).toMatchObject({ args: [196_608n, BigInt(seen)], value: 10n });
});
