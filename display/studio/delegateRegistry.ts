import { parseAbi, stringToHex } from 'viem';
import { DELEGATE_REGISTRY } from '../../engine/protocol/delegateRegistry.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { ChainClient } from './chainClient.js';
import type { Delegation } from './rights.js';
import type { Call } from './sign/calls.js';

/** What the studio asks of registry v2 of delegate.xyz. */
const delegateRegistryAbi = parseAbi([
  'struct Delegation { uint8 type_; address to; address from; bytes32 rights; address contract_; uint256 tokenId; uint256 amount; }',
  'function getIncomingDelegations(address to) view returns (Delegation[])',
  'function delegateERC721(address to, address contract_, uint256 tokenId, bytes32 rights, bool enable) payable returns (bytes32)',
]);

/** The right that `LayerToken` looks for; a delegation of every right counts as well. */
const STYLE_RIGHT = stringToHex('layerstyle', { size: 32 });
const EVERY_RIGHT = stringToHex('', { size: 32 });
/** The registry's kinds of delegation. */
const KIND = { all: 1, contract: 2, token: 3 };

/** Whether the chain has the registry. Public chains have, a local one usually not. */
export async function hasRegistry(client: ChainClient): Promise<boolean> {
  return (await client.getCode({ address: DELEGATE_REGISTRY })) !== undefined;
}

/** What was delegated to an account, as far as it lets it restyle tokens of this contract. */
export async function delegationsTo(
  client: ChainClient,
  { contracts }: WorkDescription,
  account: Hex,
): Promise<Delegation[]> {
  const found = await client.readContract({
    address: DELEGATE_REGISTRY,
    abi: delegateRegistryAbi,
    functionName: 'getIncomingDelegations',
    args: [account],
  });
  return found
    .filter(({ rights }) => rights === STYLE_RIGHT || rights === EVERY_RIGHT)
    .filter(
      ({ type_, contract_ }) =>
        type_ === KIND.all ||
        ((type_ === KIND.contract || type_ === KIND.token) && contract_.toLowerCase() === contracts.layerToken),
    )
    .map(({ type_, from, tokenId }) => ({
      from: from.toLowerCase() as Hex,
      tokenId: type_ === KIND.token ? tokenId : null,
    }));
}

/** Lets an account restyle one token of the caller's, or no longer. */
export function delegateCall(
  { work, contracts }: WorkDescription,
  token: number,
  { to, enable }: { to: Hex; enable: boolean },
): Call {
  return {
    address: DELEGATE_REGISTRY,
    abi: delegateRegistryAbi,
    functionName: 'delegateERC721',
    args: [to, contracts.layerToken, tokenIdOf(work, token), STYLE_RIGHT, enable],
  };
}
