import { language as ofPage } from '../language/words.js';

const DECIMALS = 18;

/** An amount of wei as ether, exactly: `0.05 ETH`, `0,05 ETH`. Not viem's, which would bring viem to pages without a wallet. */
export function formatEth(wei: string | bigint, language: string = ofPage): string {
  const digits = BigInt(wei)
    .toString()
    .padStart(DECIMALS + 1, '0');
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  const whole = new Intl.NumberFormat(language).format(BigInt(digits.slice(0, -DECIMALS)));
  const point = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  return `${whole}${fraction === '' ? '' : point + fraction} ETH`;
}
