import { featuredMessagesAbi } from '../../../engine/abi/featuredMessages.gen.js';
import type { MessageOrder } from '../../../engine/protocol/messageOrder.js';
import type { Hex } from '../../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../../engine/protocol/workDescription.js';
import { tokenIdOf } from '../../../engine/scene/tokenId.js';
import type { ChainClient } from '../chainClient.js';
import type { Wallet } from '../wallet/wallet.js';
import type { MessageText } from './calls.js';
import { signatureTerms } from './signatureTerms.js';

/** The EIP-712 type that `postBySig` verifies. */
const TYPES = {
  Message: [
    { name: 'tokenId', type: 'uint256' },
    { name: 'text', type: 'string' },
    { name: 'link', type: 'string' },
    { name: 'owner', type: 'address' },
    { name: 'epoch', type: 'uint48' },
    { name: 'nonce', type: 'uint32' },
    { name: 'deadline', type: 'uint64' },
  ],
} as const;

/**
 * Has the owner's wallet sign a message for somebody else to post. It is good for one use.
 * @param now Unix seconds
 */
export async function signMessageOrder(
  client: ChainClient,
  { work, chainId, contracts }: WorkDescription,
  token: number,
  { text, link }: MessageText,
  wallet: Wallet,
  now: number,
): Promise<MessageOrder> {
  const tokenId = tokenIdOf(work, token);
  const [terms, nonce] = await Promise.all([
    signatureTerms(client, contracts.layerToken, tokenId, now),
    client.readContract({
      address: contracts.featuredMessages,
      abi: featuredMessagesAbi,
      functionName: 'nonceOf',
      args: [tokenId],
    }),
  ]);
  const message = { text, link, owner: wallet.address, nonce, ...terms };
  const signature = await wallet.client.signTypedData({
    domain: { name: 'Pentimento Messages', version: '1', chainId, verifyingContract: contracts.featuredMessages },
    types: TYPES,
    primaryType: 'Message',
    message: { tokenId, ...message, deadline: BigInt(message.deadline) },
  });
  return { work, token, ...message, signature: signature.toLowerCase() as Hex };
}
