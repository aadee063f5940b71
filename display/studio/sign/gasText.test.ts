import { gasText } from './gasText.js';

test.each([
  [140_123_456_789_000n, '0.00014 ETH'],
  [12_345_000_000_000_000n, '0.012 ETH'],
  [2_400_000_000_000_000_000n, '2.4 ETH'],
  [46_000_000_000n, '46 gwei'],
  [0n, '0 gwei'],
])('%s wei of gas reads %s', (wei, text) => {
  expect(gasText(wei)).toBe(text);
});
