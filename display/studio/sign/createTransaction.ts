import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Chain, PublicClient, Transport } from 'viem';
import type { Snapshot } from '../../../engine/protocol/messages.js';
import type { Wallet } from '../wallet/wallet.js';
import type { Call } from './calls.js';
import { explainError, type Subject } from './explainError.js';
import { isUnderWay, type Progress } from './progress.js';

export interface Transaction {
  progress: ReadonlySignal<Progress>;
  /** What the last run was about. */
  subject: ReadonlySignal<Subject | null>;
  /** Simulates, has the wallet sign, sends, and waits for block and wall. Resolves at the end, refused or shown. */
  run(call: Call, wallet: Wallet, subject: Subject): Promise<Progress>;
  /** Forgets an ended run; one under way goes on. */
  forget(): void;
}

/** One place where transactions run, one after another, and are watched to their end. */
export function createTransaction(
  client: PublicClient<Transport, Chain>,
  snapshot: ReadonlySignal<Snapshot | null>,
): Transaction {
  const progress = signal<Progress>({ stage: 'idle' });
  const subject = signal<Subject | null>(null);

  async function carryOut(call: Call, wallet: Wallet): Promise<Progress> {
    progress.value = { stage: 'checking' };
    // A simulation costs nothing and fails with the contract's own reason, which a failed transaction would not tell.
    const { request } = await client.simulateContract({ ...call, account: wallet.client.account });
    progress.value = { stage: 'signing' };
    await wallet.toChain();
    const hash = await wallet.client.writeContract(request);
    progress.value = { stage: 'sent', hash };
    const receipt = await client.waitForTransactionReceipt({ hash });
    if (receipt.status === 'reverted') {
      // Something changed between simulation and block; simulating again tells what.
      await client.simulateContract({ ...call, account: wallet.client.account });
      return { stage: 'refused', why: 'The chain refused the transaction when its turn came. Please sign again.' };
    }
    const block = Number(receipt.blockNumber);
    progress.value = { stage: 'confirmed', hash, block };
    await reaches(snapshot, block);
    return { stage: 'shown', hash, block };
  }

  return {
    progress,
    subject,
    async run(call, wallet, about) {
      if (isUnderWay(progress.value)) return progress.value;
      subject.value = about;
      progress.value = await carryOut(call, wallet).catch(
        (error): Progress => ({ stage: 'refused', why: explainError(error, about) }),
      );
      return progress.value;
    },
    forget() {
      if (!isUnderWay(progress.value)) progress.value = { stage: 'idle' };
    },
  };
}

/** Resolves when the live state has come to a block. */
function reaches(snapshot: ReadonlySignal<Snapshot | null>, block: number): Promise<void> {
  return new Promise((resolve) => {
    const end = effect(() => {
      if ((snapshot.value?.state.block.number ?? -1) < block) return;
      resolve();
      // `end` is not yet there when the state has come already.
      queueMicrotask(() => end());
    });
  });
}
