import { formatEth } from './formatEth.js';

test.each([
  ['0', '0 ETH'],
  ['1', '0.000000000000000001 ETH'],
  ['50000000000000000', '0.05 ETH'],
  ['1000000000000000000', '1 ETH'],
  ['1234500000000000000000', '1,234.5 ETH'],
])('%s wei are %s', (wei, text) => {
  expect(formatEth(wei, 'en')).toBe(text);
});

test('with the comma of whoever reads it', () => {
  expect(formatEth('1234500000000000000000', 'de')).toBe('1.234,5 ETH');
});
