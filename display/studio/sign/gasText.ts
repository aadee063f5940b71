import { formatEther, formatGwei } from 'viem';
import { language } from '../../language/words.js';

/** A price of gas for people, to two digits: `0.00014 ETH`, or in gwei where that is nothing but zeros. */
export function gasText(wei: bigint): string {
  const ether = Number(formatEther(wei));
  return ether >= 1e-6 ? `${plain(ether)} ETH` : `${plain(Number(formatGwei(wei)))} gwei`;
}

const plain = (value: number) => value.toLocaleString(language, { maximumSignificantDigits: 2, useGrouping: false });
