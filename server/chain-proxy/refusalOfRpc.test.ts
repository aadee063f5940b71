import { privateKeyToAccount } from 'viem/accounts';
import type { Hex } from '../../engine/protocol/primitives.js';
import { refusalOfRpc } from './refusalOfRpc.js';

const ours = `0x${'aa'.repeat(20)}` as Hex;
const theirs = `0x${'bb'.repeat(20)}` as Hex;
const ask = (method: string, ...params: unknown[]) => refusalOfRpc({ jsonrpc: '2.0', id: 1, method, params }, [ours]);

const signed = (to: Hex | null) =>
  privateKeyToAccount(`0x${'11'.repeat(32)}`).signTransaction({
    ...(to ? { to } : { data: '0x00' }),
    chainId: 31337,
    type: 'eip1559',
    gas: 21_000n,
    maxFeePerGas: 1n,
    nonce: 0,
  });

test('reading the chain is passed on', () => {
  expect(ask('eth_blockNumber')).toBeNull();
});

test.each(['eth_accounts', 'anvil_setBalance', 'eth_getLogs', 'eth_sendTransaction', 'debug_traceCall', 'constructor'])(
  '%s is refused',
  (method) => {
    expect(ask(method)).toContain(`${method} is not passed on`);
  },
);

test('a call is passed on to our contracts only, however its address is spelled', () => {
  expect(ask('eth_call', { to: ours.toUpperCase().replace('0X', '0x') }, 'latest')).toBeNull();
  expect(ask('eth_call', { to: theirs }, 'latest')).toContain('own contracts only');
  expect(ask('eth_estimateGas', { data: '0x00' })).toContain('own contracts only');
  expect(ask('eth_call')).toContain('own contracts only');
  expect(ask('eth_call', null)).toContain('own contracts only');
});

test('a call that pretends other code for our contract is refused', () => {
  const code = { [ours]: { code: '0x60005b600056' } };
  expect(ask('eth_call', { to: ours }, 'latest', code)).toContain('overridden state');
  expect(ask('eth_estimateGas', { to: ours }, 'latest', code)).toContain('overridden state');
});

test('a signed transaction is passed on to our contracts only', async () => {
  expect(ask('eth_sendRawTransaction', await signed(ours))).toBeNull();
  expect(ask('eth_sendRawTransaction', await signed(theirs))).toContain('own contracts only');
  expect(ask('eth_sendRawTransaction', await signed(null))).toContain('own contracts only');
  expect(ask('eth_sendRawTransaction', '0x1234')).toContain('own contracts only');
  expect(ask('eth_sendRawTransaction', 7)).toContain('own contracts only');
});
