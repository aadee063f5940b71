import { parseTransaction } from 'viem';
import type { Hex } from '../../engine/protocol/primitives.js';
import { ALLOWED_METHODS, type RpcRequest } from './rpcRequest.js';

/** Nodes take further parameters for these: what to pretend of accounts, their code included. */
const SIMULATIONS: readonly string[] = ['eth_call', 'eth_estimateGas'];

/**
 * Why a request may not reach the chain, in words; null when it may. Calls and transactions go to the works' own
 * contracts and to the registry these ask only, so that a key inside the RPC's address pays for nothing else.
 * @param contracts  in lower case
 */
export function refusalOfRpc({ method, params }: RpcRequest, contracts: readonly Hex[]): string | null {
  if (!(ALLOWED_METHODS as readonly string[]).includes(method)) {
    return `${method} is not passed on. Allowed are ${ALLOWED_METHODS.join(', ')}.`;
  }
  if (SIMULATIONS.includes(method) && params.length > 2) {
    return `${method} is passed on with a call and a block only: an overridden state would run any code.`;
  }
  const to = receiverOf(method, params);
  if (to === undefined || contracts.includes(to as Hex)) return null;
  return `${method} is passed on for the works' own contracts only: ${contracts.join(', ')}.`;
}

/** Whom a call or transaction is for, in lower case; null when that cannot be read, undefined for a method that has none. */
function receiverOf(method: string, params: readonly unknown[]): string | null | undefined {
  switch (method) {
    case 'eth_call':
    case 'eth_estimateGas':
      return lowerCase((params[0] as { to?: unknown } | null | undefined)?.to);
    case 'eth_sendRawTransaction':
      return lowerCase(receiverOfRaw(params[0]));
    default:
      return undefined;
  }
}

function receiverOfRaw(raw: unknown): unknown {
  if (typeof raw !== 'string' || !/^0x[0-9a-fA-F]+$/.test(raw)) return null;
  try {
    return parseTransaction(raw as Hex).to;
  } catch {
    return null;
  }
}

const lowerCase = (address: unknown) => (typeof address === 'string' ? address.toLowerCase() : null);
