import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import { BaseError, ContractFunctionRevertedError } from 'viem';
import type { Snapshot } from '../../../engine/protocol/messages.js';
import type { Hex } from '../../../engine/protocol/primitives.js';
import { words } from '../../language/words.js';
import type { ChainClient } from '../chainClient.js';
import type { Wallet } from '../wallet/wallet.js';
import { awaitMined } from './awaitMined.js';
import type { Call } from './calls.js';
import { explainError, type Subject } from './explainError.js';
import { isShown, isUnderWay, type Mined, type Progress } from './progress.js';

export interface Transaction {
  progress: ReadonlySignal<Progress>;
  /** Simulates, has the wallet sign, sends, and waits for block and wall. Resolves once refused or shown. */
  run(act: Act): Promise<Progress>;
  /** Forgets an ended run; one under way goes on. */
  forget(): void;
}

export interface Act {
  call: Call;
  wallet: Wallet;
  subject: Subject;
  /** Whether screens show what it changes: then it is waited for until they have it. */
  isOnWall: boolean;
  /** Has somebody else send what the wallet signs: the transaction's hash. Without it the wallet sends the call. */
  relay?: (onSigned: () => void) => Promise<Hex>;
}

export interface TransactionOptions {
  client: ChainClient;
  snapshot: ReadonlySignal<Snapshot | null>;
  /** Milliseconds after which a transaction without a block is one that waits long. */
  patience?: number;
  /** Milliseconds between two looks whether a shown transaction is final; null on a chain that never takes back. */
  finality: number | null;
}

/** A block comes within seconds nearly everywhere, and within a minute where a fee was enough. */
const PATIENCE = 45_000;

/** Milliseconds that words about a refusal wait for the state which they speak of. */
const CATCH_UP = 10_000;

/** One place where transactions run, one after another, and are watched to their end. */
export function createTransaction({
  client,
  snapshot,
  finality,
  patience = PATIENCE,
}: TransactionOptions): Transaction {
  const progress = signal<Progress>({ stage: 'idle' });
  /** Counts runs and forgettings, so that a watch on an earlier one ends. */
  let turn = 0;

  async function carryOut(act: Act): Promise<Progress> {
    const { call, wallet, relay } = act;
    progress.value = { stage: 'checking' };
    await rehearse(act);
    progress.value = { stage: 'signing' };
    await wallet.toChain();
    const hash = relay
      ? await relay(() => {
          progress.value = { stage: 'relaying' };
        })
      : await wallet.client.writeContract(call);
    progress.value = { stage: 'sent', hash, waits: 'usual' };
    return follow(hash, act);
  }

  /**
   * Simulates, which costs nothing and fails with the contract's own reason, as a failed transaction would not. Where the
   * gallery pays what the call brings, the account may have less than that: the gallery simulates it, once it is signed.
   */
  async function rehearse({ call, wallet, relay }: Act): Promise<void> {
    if (relay && call.value) return;
    await client.simulateContract({ ...call, account: wallet.client.account });
  }

  async function follow(hash: Hex, act: Act): Promise<Progress> {
    const onLong = () => {
      progress.value = { stage: 'sent', hash, waits: 'long' };
    };
    const fate = await awaitMined({ client, hash, patience, onLong });
    if (fate.end !== 'mined') return { stage: 'refused', why: words.studio.progress[fate.end] };
    const { status, blockNumber, transactionHash } = fate.receipt;
    if (status === 'reverted') {
      // Something changed between simulation and block; simulating again tells what.
      await rehearse(act);
      return { stage: 'refused', why: words.studio.progress.reverted };
    }
    const mined: Mined = { hash: transactionHash, block: Number(blockNumber), repriced: fate.repriced };
    if (!act.isOnWall) return { stage: 'kept', ...mined };
    progress.value = { stage: 'confirmed', ...mined };
    await reaches(snapshot, mined.block);
    return { stage: 'shown', ...mined };
  }

  /** Until the block is final, or the chain took it back and the transaction came to another end. */
  async function settle(act: Act, interval: number, ours: number): Promise<void> {
    while (ours === turn && progress.value.stage === 'shown') {
      await new Promise((resolve) => setTimeout(resolve, interval));
      const { hash, block } = progress.value as Mined;
      const [receipt, final] = await Promise.all([
        client.getTransactionReceipt({ hash }).catch(() => null),
        client.getBlock({ blockTag: 'finalized' }).catch(() => null),
      ]);
      if (ours !== turn || !isShown(progress.value) || !final) continue;
      if (receipt && Number(receipt.blockNumber) === block) {
        if (Number(final.number) >= block)
          progress.value = { ...(progress.value as { stage: 'shown' } & Mined), stage: 'final' };
        continue;
      }
      progress.value = { stage: 'sent', hash, waits: 'again' };
      progress.value = await follow(hash, act).catch(refusal(act));
    }
  }

  /** A contract refuses by a block that the live state may not have yet: told before, the next attempt meets it again. */
  const refusal =
    ({ subject }: Act) =>
    async (error: unknown): Promise<Progress> => {
      if (isRevert(error)) {
        const block = await client.getBlockNumber({ cacheTime: 0 }).catch(() => null);
        if (block !== null) await reaches(snapshot, Number(block), CATCH_UP);
      }
      return { stage: 'refused', why: explainError(error, subject) };
    };

  return {
    progress,
    async run(act) {
      if (isUnderWay(progress.value)) return progress.value;
      const ours = ++turn;
      progress.value = await carryOut(act).catch(refusal(act));
      if (finality !== null) void settle(act, finality, ours);
      return progress.value;
    },
    forget() {
      if (isUnderWay(progress.value)) return;
      turn += 1;
      progress.value = { stage: 'idle' };
    },
  };
}

const isRevert = (error: unknown) =>
  error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError) !== null;

/**
 * Resolves when the live state has come to a block.
 *
 * @param limit milliseconds after which it is waited for no longer
 */
function reaches(snapshot: ReadonlySignal<Snapshot | null>, block: number, limit?: number): Promise<void> {
  return new Promise((resolve) => {
    const hasCome = () => (snapshot.value?.state.block.number ?? -1) >= block;
    if (hasCome()) return resolve();
    const end = effect(() => {
      if (hasCome()) finish();
    });
    const timer = limit === undefined ? undefined : setTimeout(finish, limit);
    function finish() {
      clearTimeout(timer);
      end();
      resolve();
    }
  });
}
