import { type Abi, type ContractFunctionParameters, zeroAddress } from 'viem';
import { featuredMessagesAbi } from '../../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../../engine/abi/layerToken.gen.js';
import type { Hex } from '../../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../../engine/protocol/workDescription.js';
import { decodeWord, encodeChanges, type LeverChange } from '../../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../../engine/scene/tokenId.js';

/** One call that changes the chain, ready to simulate and to sign. */
export interface Call {
  address: Hex;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** Wei sent with it. */
  value?: bigint;
}

/** An owner's words, and a link that is empty for none. */
export interface MessageText {
  text: string;
  link: string;
}

/** What is to change of one token: its levers, as composed on a word. */
export interface Restyle {
  token: number;
  word: Hex;
  changes: readonly LeverChange[];
}

/** Refused when the token has moved on from the word that the changes were composed on. */
export function restyleCall({ work, contracts }: WorkDescription, { token, word, changes }: Restyle) {
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyle',
    args: [tokenIdOf(work, token), encodeChanges(changes), decodeWord(word).revision],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'setStyle'>;
}

/** Several tokens in one transaction: all of it happens, or none. */
export function restyleManyCall({ work, contracts }: WorkDescription, restyles: readonly Restyle[]) {
  const changes = restyles.map(({ token, word, changes }) => ({
    tokenId: tokenIdOf(work, token),
    changes: encodeChanges(changes),
    expectedRevision: decodeWord(word).revision,
  }));
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyles',
    args: [changes],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'setStyles'>;
}

/** Makes a token's style final. */
export function freezeCall({ work, contracts }: WorkDescription, token: number) {
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'freeze',
    args: [tokenIdOf(work, token)],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'freeze'>;
}

/** @param loan null ends the one there is */
export function lendCall(
  { work, contracts }: WorkDescription,
  token: number,
  loan: { user: Hex; expires: number } | null,
) {
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setUser',
    args: [tokenIdOf(work, token), loan?.user ?? zeroAddress, BigInt(loan?.expires ?? 0)],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'setUser'>;
}

/** Makes every signature worthless that was given for the token. */
export function revokeSignaturesCall({ work, contracts }: WorkDescription, token: number) {
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'revokeSignatures',
    args: [tokenIdOf(work, token)],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'revokeSignatures'>;
}

/** @param fee wei; the contract takes exactly this much */
export function postCall({ work, contracts }: WorkDescription, token: number, message: MessageText, fee: bigint) {
  return {
    address: contracts.featuredMessages,
    abi: featuredMessagesAbi,
    functionName: 'post',
    args: [tokenIdOf(work, token), message.text, message.link],
    value: fee,
  } satisfies ContractFunctionParameters<typeof featuredMessagesAbi, 'payable', 'post'> & { value: bigint };
}

export function clearCall({ work, contracts }: WorkDescription, token: number) {
  return {
    address: contracts.featuredMessages,
    abi: featuredMessagesAbi,
    functionName: 'clear',
    args: [tokenIdOf(work, token)],
  } satisfies ContractFunctionParameters<typeof featuredMessagesAbi, 'nonpayable', 'clear'>;
}
