import {
  type Abi,
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
import { featuredMessagesAbi } from '../../engine/abi/featuredMessages.gen.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import { rpcProblem } from '../../engine/chain/rpcProblem.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import type { Log } from '../log/createLog.js';
import {
  chainSilent,
  relayerBusy,
  relayerEmpty,
  relayerSpent,
  relayFeeTooHigh,
  relayTooDear,
  relayWouldRevert,
} from '../refusal/refusals.js';
import type { Relayer } from './relayer.js';

export interface RelayerOptions {
  client: PublicClient<Transport, Chain>;
  wallet: WalletClient<Transport, Chain, Account>;
  layerToken: Hex;
  featuredMessages: Hex;
  /** How many restyles and messages a day are sent for each owner. */
  daily: number;
  /** Wei that is paid as a message's fee at most. */
  messageFee: bigint;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  log: Log;
}

const SECONDS_A_DAY = 86_400;
/** A restyle takes some 60,000, a long message 100,000; the signature of a contract's owner may take more, and a hostile one whatever it is let. */
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

/** What an owner signed, as the call that carries it out. */
interface SignedCall {
  owner: Hex;
  work: number;
  token: number;
  call: { address: Hex; abi: Abi; functionName: string; args: readonly unknown[]; value?: bigint };
}

export function createRelayer(options: RelayerOptions): Relayer {
  const { client, wallet, layerToken, featuredMessages, daily, messageFee, now, log } = options;
  const buckets = createTokenBuckets({ capacity: daily, perSecond: daily / SECONDS_A_DAY, now });
  let waiting = 0;
  /** The last of what is sent: the account's nonces follow one another. */
  let last: Promise<unknown> = Promise.resolve();

  async function send({ owner, work, token, call: asked }: SignedCall): Promise<Hex> {
    const call = { ...asked, account: wallet.account };
    try {
      // Both say what the contract would say, the first by name. Only what it would take counts against the quota, so that
      // nobody can use up an owner's by signing in their name.
      await client.simulateContract({ ...call, gas: MAX_GAS });
      const estimated = await client.estimateContractGas(call);
      if (estimated > MAX_GAS) throw relayTooDear(work);
      const wait = buckets.take(owner);
      if (wait > 0) throw relayerSpent(wait);
      const gas = (estimated * GAS_MARGIN.times) / GAS_MARGIN.of;
      const fees = await client.estimateFeesPerGas();
      const nonce = await client.getTransactionCount({ address: wallet.account.address, blockTag: 'pending' });
      const hash = await wallet.writeContract({ ...call, ...fees, gas, nonce });
      log.info({ owner, work, token, does: call.functionName, hash }, 'Sent what an owner signed.');
      void seeThrough(hash, (times) => wallet.writeContract({ ...call, gas, nonce, ...raised(fees, times) }));
      return hash;
    } catch (error) {
      throw refusalOf(error, log);
    }
  }

  async function inTurn(signed: SignedCall): Promise<Hex> {
    const wait = buckets.wait(signed.owner);
    if (wait > 0) throw relayerSpent(wait);
    if (waiting >= MAX_WAITING) throw relayerBusy();
    waiting += 1;
    const turn = last.then(() => send(signed));
    last = turn.catch(() => {});
    return turn.finally(() => {
      waiting -= 1;
    });
  }

  /** The contract's fee never changes. */
  let knownFee: Promise<bigint> | null = null;
  function feeOfMessage(): Promise<bigint> {
    knownFee ??= client
      .readContract({ address: featuredMessages, abi: featuredMessagesAbi, functionName: 'fee' })
      .catch((error) => {
        knownFee = null;
        throw refusalOf(error, log);
      });
    return knownFee;
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
          log.warn(
            { hash, problem: rpcProblem(error) },
            'What became of a transaction that was sent for an owner is not known.',
          );
          return;
        }
      }
      try {
        hash = await again(raises + 1);
        log.info({ hash, first }, 'Paid more for a transaction that got no block.');
      } catch (error) {
        // Mined meanwhile, most likely; the next look tells.
        log.debug({ hash, problem: rpcProblem(error) }, 'A transaction could not be sent again.');
      }
    }
    log.error({ hash }, 'ALARM: a transaction for an owner gets no block, and whatever is sent after it waits for it.');
  }

  return {
    async offerTo(owner) {
      // Whoever cannot be told the fee is not offered to have it paid.
      const fee = await feeOfMessage().catch(() => null);
      return { open: true, left: buckets.left(owner), messages: fee !== null && fee <= messageFee };
    },
    restyle({ work, token, signature, ...update }) {
      const args = [{ ...update, tokenId: tokenIdOf(work, token), deadline: BigInt(update.deadline) }, signature];
      const call = { address: layerToken, abi: layerTokenAbi, functionName: 'setStyleBySig', args };
      return inTurn({ owner: update.owner, work, token, call });
    },
    async post({ work, token, signature, ...message }) {
      const fee = await feeOfMessage();
      if (fee > messageFee) throw relayFeeTooHigh(fee);
      const args = [{ ...message, tokenId: tokenIdOf(work, token), deadline: BigInt(message.deadline) }, signature];
      // What the message's layer says of its owner and its epoch comes as the token's own errors.
      const abi = [...featuredMessagesAbi, ...layerTokenAbi.filter(({ type }) => type === 'error')];
      const call = { address: featuredMessages, abi, functionName: 'postBySig', args, value: fee };
      return inTurn({ owner: message.owner, work, token, call });
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
    const { data, reason } = revert;
    return relayWouldRevert(data?.errorName ?? reason ?? 'no reason given', (data?.args ?? []).map(String));
  }
  if (error.walk((cause) => cause instanceof InsufficientFundsError)) {
    log.error('ALARM: the relayer’s account has not enough for gas. Fund it, or owners pay themselves.');
    return relayerEmpty();
  }
  log.warn({ problem: rpcProblem(error) }, 'What an owner signed could not be sent.');
  return chainSilent();
}
