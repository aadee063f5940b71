import { createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { decodeWord, encodeChanges } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { waitFor } from './waitFor.js';

/**
 * Restyles a token of the demo world, signed by the demo wallet that owns it.
 * @param levers the indices to set, by lever
 * @returns the state's clock once the server has applied it
 */
export async function restyleDemo(url: string, work: number, token: number, levers: Record<number, number>) {
  const json = async <T>(path: string): Promise<T> => (await fetch(`${url}${path}`)).json() as Promise<T>;
  const state = () => json<Snapshot>(`/api/works/${work}/state`);
  const { wallets } = await json<{ wallets: { address: Hex; privateKey: Hex }[] }>('/api/session');
  const { contracts } = await json<{ contracts: { layerToken: Hex } }>(`/api/works/${work}`);
  const held = (await state()).state.tokens[token];
  const owner = wallets.find(({ address }) => address === held?.owner);
  if (!held || !owner) throw new Error(`no demo wallet owns token ${token}`);
  const { revision } = decodeWord(held.word);
  const wallet = createWalletClient({ account: privateKeyToAccount(owner.privateKey), transport: http(`${url}/rpc`) });
  await wallet.writeContract({
    chain: null,
    address: contracts.layerToken,
    abi: layerTokenAbi,
    functionName: 'setStyle',
    args: [
      tokenIdOf(work, token),
      encodeChanges(Object.entries(levers).map(([lever, index]) => ({ lever: Number(lever), index }))),
      revision,
    ],
  });
  return waitFor('the restyle to be applied', async () => {
    const { seq, state: now } = await state();
    return decodeWord(now.tokens[token]!.word).revision > revision ? seq : null;
  });
}
