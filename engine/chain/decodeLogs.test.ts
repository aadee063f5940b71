import { encodeAbiParameters, encodeEventTopics, numberToHex, pad } from 'viem';
import { layerTokenAbi } from '../abi/layerToken.gen.js';
import type { Hex } from '../protocol/primitives.js';
import { decodeLogs } from './decodeLogs.js';

const address = (n: number): Hex => pad(numberToHex(n), { size: 20 });
const contracts = {
  layerToken: address(1),
  featuredMessages: address(2),
  layerSale: address(3),
  reserveAuction: address(4),
};

const restyleBy = (contract: Hex) => ({
  address: contract,
  topics: encodeEventTopics({
    abi: layerTokenAbi,
    eventName: 'StyleChanged',
    args: { tokenId: 65_537n, workId: 1n, by: address(9) },
  }) as Hex[],
  data: encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256' }], [1n, 2n]),
});

it('believes a log by the contract that wrote it, not by its shape', () => {
  expect(decodeLogs([restyleBy(contracts.layerToken)], contracts)).toHaveLength(1);
  const others = [contracts.featuredMessages, contracts.layerSale, contracts.reserveAuction, address(5)];
  expect(decodeLogs(others.map(restyleBy), contracts)).toEqual([]);
});

/** EIP-7708: a plain transfer of value writes a log of a token's shape, from the highest address but one. */
it('takes no transfer of value for a transfer of a token', () => {
  const system = `0x${'f'.repeat(39)}e` as const;
  const topics = encodeEventTopics({
    abi: layerTokenAbi,
    eventName: 'Transfer',
    args: { from: address(7), to: address(8), id: 65_537n },
  }) as Hex[];
  expect(decodeLogs([{ address: contracts.layerToken, topics, data: '0x' }], contracts)).toHaveLength(1);
  expect(decodeLogs([{ address: system, topics, data: '0x' }], contracts)).toEqual([]);
});
