import type { Hex } from '../../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../../engine/protocol/styleOrder.js';
import type { WorkDescription } from '../../../engine/protocol/workDescription.js';
import { decodeWord, encodeChanges } from '../../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../../engine/scene/tokenId.js';
import type { ChainClient } from '../chainClient.js';
import type { Wallet } from '../wallet/wallet.js';
import type { Restyle } from './calls.js';
import { signatureTerms } from './signatureTerms.js';

/** The EIP-712 type that `setStyleBySig` verifies. */
const TYPES = {
  StyleUpdate: [
    { name: 'tokenId', type: 'uint256' },
    { name: 'changes', type: 'bytes' },
    { name: 'owner', type: 'address' },
    { name: 'epoch', type: 'uint48' },
    { name: 'revision', type: 'uint32' },
    { name: 'deadline', type: 'uint64' },
  ],
} as const;

/**
 * Has the owner's wallet sign a restyle for somebody else to send.
 * @param now Unix seconds
 */
export async function signStyleOrder(
  client: ChainClient,
  { work, chainId, contracts }: WorkDescription,
  { token, word, changes }: Restyle,
  wallet: Wallet,
  now: number,
): Promise<StyleOrder> {
  const tokenId = tokenIdOf(work, token);
  const terms = await signatureTerms(client, contracts.layerToken, tokenId, now);
  const order = {
    changes: encodeChanges(changes),
    owner: wallet.address,
    revision: decodeWord(word).revision,
    ...terms,
  };
  const signature = await wallet.client.signTypedData({
    domain: { name: 'Pentimento', version: '1', chainId, verifyingContract: contracts.layerToken },
    types: TYPES,
    primaryType: 'StyleUpdate',
    message: { tokenId, ...order, deadline: BigInt(order.deadline) },
  });
  return { work, token, ...order, signature: signature.toLowerCase() as Hex };
}
