import {
  type Account,
  BaseError,
  type Chain,
  ContractFunctionRevertedError,
  InsufficientFundsError,
  type PublicClient,
  type Transport,
  WaitForTransactionReceiptTimeoutError,
  type WalletClient,
} from 'viem';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { rpcProblem } from '../../engine/chain/rpcProblem.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { StyleOrder } from '../../engine/protocol/styleOrder.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import type { Log } from '../log/createLog.js';
import {
  chainSilent,
  relayerBusy,
  relayerEmpty,
  relayerSpent,
  relayTooDear,
  relayWouldRevert,
} from '../refusal/refusals.js';
import type { Relayer } from './relayer.js';

export interface RelayerOptions {
  client: PublicClient<Transport, Chain>;
  wallet: WalletClient<Transport, Chain, Account>;
  layerToken: Hex;
  /** How many restyles a day are sent for each owner. */
  daily: number;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  log: Log;
}

const SECONDS_A_DAY = 86_400;
/** A restyle takes some 60,000; the signature of a contract's owner may take more, and a hostile one whatever it is let. */
const MAX_GAS = 400_000n;
/** Between the estimate and the block, an owner's contract may come to take a little more. */
const GAS_MARGIN = { times: 6n, of: 5n };
/** How many may wait for the account: beyond it, somebody else had better be asked later. */
const MAX_WAITING = 32;
/** Milliseconds until a transaction without a block is paid more for, and how often that is done. */
const PATIENCE = 60_000;
const MAX_RAISES = 6;
/** Nodes take a replacement for a tenth more than before. */
const RAISE = { times: 5n, of: 4n };

export function createRelayer({ client, wallet, layerToken, daily, now, log }: RelayerOptions): Relayer {
  const buckets = createTokenBuckets({ capacity: daily, perSecond: daily / SECONDS_A_DAY, now });
  let waiting = 0;
  /** The last of what is sent: the account's nonces follow one another. */
  let last: Promise<unknown> = Promise.resolve();

  async function send(order: StyleOrder): Promise<Hex> {
    const call = {
      address: layerToken,
      abi: layerTokenAbi,
      functionName: 'setStyleBySig',
      args: [
        { ...order, tokenId: tokenIdOf(order.work, order.token), deadline: BigInt(order.deadline) },
        order.signature,
      ],
      account: wallet.account,
    } as const;
    try {
      // Both say what the contract would say, the first by name. Only what it would take counts against the quota, so that
      // nobody can use up an owner's by signing in their name.
      await client.simulateContract({ ...call, gas: MAX_GAS });
      const estimated = await client.estimateContractGas(call);
      if (estimated > MAX_GAS) throw relayTooDear(order.work);
      const wait = buckets.take(order.owner);
      if (wait > 0) throw relayerSpent(wait);
      const gas = (estimated * GAS_MARGIN.times) / GAS_MARGIN.of;
      const fees = await client.estimateFeesPerGas();
      const nonce = await client.getTransactionCount({ address: wallet.account.address, blockTag: 'pending' });
      const hash = await wallet.writeContract({ ...call, ...fees, gas, nonce });
      log.info({ owner: order.owner, work: order.work, token: order.token, hash }, 'Sent an owner’s restyle.');
      void seeThrough(hash, (times) => wallet.writeContract({ ...call, gas, nonce, ...raised(fees, times) }));
      return hash;
    } catch (error) {
      throw refusalOf(error, log);
    }
  }

  /** Pays more for a transaction that gets no block: those after it wait for its nonce. */
  async function seeThrough(first: Hex, again: (times: number) => Promise<Hex>): Promise<void> {
    let hash = first;
    for (let raises = 0; raises <= MAX_RAISES; raises++) {
      try {
        await client.waitForTransactionReceipt({ hash, timeout: PATIENCE });
        return;
      } catch (error) {
        if (!(error instanceof WaitForTransactionReceiptTimeoutError)) {
          log.warn({ hash, problem: rpcProblem(error) }, 'What became of a restyle that was sent is not known.');
          return;
        }
      }
      try {
        hash = await again(raises + 1);
        log.info({ hash, first }, 'Paid more for a restyle that got no block.');
      } catch (error) {
        // Mined meanwhile, most likely; the next look tells.
        log.debug({ hash, problem: rpcProblem(error) }, 'A restyle could not be sent again.');
      }
    }
    log.error({ hash }, 'ALARM: a restyle of an owner gets no block, and whatever is sent after it waits for it.');
  }

  return {
    left: (owner) => buckets.left(owner),
    async send(order) {
      const wait = buckets.wait(order.owner);
      if (wait > 0) throw relayerSpent(wait);
      if (waiting >= MAX_WAITING) throw relayerBusy();
      waiting += 1;
      const turn = last.then(() => send(order));
      last = turn.catch(() => {});
      return turn.finally(() => {
        waiting -= 1;
      });
    },
  };
}

type Fees = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

function raised({ maxFeePerGas, maxPriorityFeePerGas }: Fees, times: number): Fees {
  const more = (fee: bigint) =>
    Array.from({ length: times }).reduce<bigint>((sum) => (sum * RAISE.times) / RAISE.of + 1n, fee);
  return { maxFeePerGas: more(maxFeePerGas), maxPriorityFeePerGas: more(maxPriorityFeePerGas) };
}

function refusalOf(error: unknown, log: Log): unknown {
  if (!(error instanceof BaseError)) return error;
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (revert instanceof ContractFunctionRevertedError) {
    return relayWouldRevert(revert.data?.errorName ?? revert.reason ?? 'no reason given');
  }
  if (error.walk((cause) => cause instanceof InsufficientFundsError)) {
    log.error('ALARM: the relayer’s account has not enough for gas. Fund it, or owners pay themselves.');
    return relayerEmpty();
  }
  log.warn({ problem: rpcProblem(error) }, 'A restyle could not be sent for its owner.');
  return chainSilent();
}
