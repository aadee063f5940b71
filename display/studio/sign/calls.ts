import type { Abi, ContractFunctionParameters } from 'viem';
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

/** @param word the word the changes were composed on; the call is refused when the token has moved on from it */
export function restyleCall({ work, contracts }: WorkDescription, token: number, word: Hex, changes: LeverChange[]) {
  return {
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyle',
    args: [tokenIdOf(work, token), encodeChanges(changes), decodeWord(word).revision],
  } satisfies ContractFunctionParameters<typeof layerTokenAbi, 'nonpayable', 'setStyle'>;
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
