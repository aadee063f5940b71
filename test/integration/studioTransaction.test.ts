import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import { createTestClient, http, toHex } from 'viem';
import type { HDAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import { chainClient } from '../../display/studio/chainClient.js';
import { restyleCall } from '../../display/studio/sign/calls.js';
import {
  type Act,
  createTransaction,
  type Transaction,
  type TransactionOptions,
} from '../../display/studio/sign/createTransaction.js';
import { demoWallet } from '../../display/studio/wallet/demoWallet.js';
import { layerTokenAbi } from '../../engine/abi/layerToken.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { decodeWord, toHex as wordToHex } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { waitFor } from '../harness/waitFor.js';

const SKY = 1;
const FIGURE = 2;
const COMPOSITION = 0;
const HUE = 1;
/** A block that the chain will not come to: the live state has whatever happens. */
const AHEAD = 1_000_000;
const subject = { title: 'Figure', owner: 'Demo owner 2' };

describe('a transaction of the studio', () => {
  let chain: TestChain;
  let client: TransactionOptions['client'];

  beforeAll(async () => {
    chain = await openChain();
    client = chainClient({ chain: foundry, transport: http(chain.rpcUrl), pollingInterval: 50 });
  });
  afterAll(() => chain?.end());

  const wordOf = async (index: number): Promise<Hex> =>
    wordToHex(
      await client.readContract({
        address: chain.layerToken,
        abi: layerTokenAbi,
        functionName: 'styleOf',
        args: [tokenIdOf(1, index)],
      }),
    );
  const walletOf = (account: HDAccount) =>
    demoWallet(
      {
        label: 'Demo owner',
        address: account.address.toLowerCase() as Hex,
        privateKey: toHex(account.getHdKey().privateKey!),
      },
      client,
    );
  const callOn = (index: number, word: Hex, lever: number, to: number) => {
    const description = { work: 1, contracts: { layerToken: chain.layerToken } } as WorkDescription;
    return restyleCall(description, { token: index, word, changes: [{ lever, index: to }] });
  };
  const actOn = (index: number, word: Hex, to: number, account: HDAccount): Act => ({
    call: callOn(index, word, HUE, to),
    wallet: walletOf(account),
    subject,
    isOnWall: true,
  });
  const open = (snapshot: ReadonlySignal<Snapshot | null>, rest: Partial<TransactionOptions> = {}) =>
    createTransaction({ client, snapshot, finality: null, ...rest });
  const stagesOf = ({ progress }: Transaction) => {
    const stages: string[] = [];
    effect(() => void stages.push(progress.value.stage));
    return stages;
  };
  /** The part of a snapshot that tells how far the live state is. */
  const at = (number: number) => ({ state: { block: { number } } }) as Snapshot;

  it('goes from signature to block, and is shown only once the live state has the block', async () => {
    const snapshot = signal<Snapshot | null>(at(0));
    const transaction = open(snapshot);
    const stages = stagesOf(transaction);
    // The wall follows as soon as the chain has it, and not before.
    effect(() => {
      const progress = transaction.progress.value;
      if (progress.stage === 'confirmed') queueMicrotask(() => (snapshot.value = at(progress.block)));
    });
    const end = await transaction.run(actOn(FIGURE, await wordOf(FIGURE), 9, chain.owners[FIGURE]!));
    expect(end).toMatchObject({ stage: 'shown', block: Number(await client.getBlockNumber()) });
    expect(stages).toEqual(['idle', 'checking', 'signing', 'sent', 'confirmed', 'shown']);
    expect(decodeWord(await wordOf(FIGURE)).levers[HUE]).toBe(9);
  });

  it('refuses a stranger before anything is signed, and says whose layer it is', async () => {
    const transaction = open(signal(at(AHEAD)));
    const stages = stagesOf(transaction);
    const word = await wordOf(FIGURE);
    const end = await transaction.run(actOn(FIGURE, word, 3, chain.owners[SKY]!));
    expect(end).toEqual({
      stage: 'refused',
      why: 'Only the owner of this layer, or somebody the owner lent it to, may restyle it: it belongs to Demo owner 2.',
    });
    expect(stages).toEqual(['idle', 'checking', 'refused']);
    expect(await wordOf(FIGURE)).toBe(word);
  });

  it('does not overwrite what somebody changed meanwhile', async () => {
    const composedOn = await wordOf(FIGURE);
    await chain.restyle(FIGURE, [{ lever: COMPOSITION, index: 2 }]);
    const transaction = open(signal(at(AHEAD)));
    const end = await transaction.run(actOn(FIGURE, composedOn, 5, chain.owners[FIGURE]!));
    expect(end).toMatchObject({
      stage: 'refused',
      why: expect.stringMatching(/^Somebody changed this layer meanwhile/),
    });
    expect(decodeWord(await wordOf(FIGURE)).levers[COMPOSITION]).toBe(2);
  });

  it('keeps a refusal until it is forgotten', async () => {
    const transaction = open(signal(at(AHEAD)));
    await transaction.run(actOn(FIGURE, await wordOf(FIGURE), 3, chain.owners[SKY]!));
    expect(transaction.progress.value.stage).toBe('refused');
    transaction.forget();
    expect(transaction.progress.value).toEqual({ stage: 'idle' });
  });

  describe('whose block is late', () => {
    const node = () => createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    afterEach(() => node().setAutomine(true));

    it('waits on while the node knows it, and says so', async () => {
      await node().setAutomine(false);
      const snapshot = signal<Snapshot | null>(at(AHEAD));
      const transaction = open(snapshot, { patience: 300 });
      const running = transaction.run(actOn(FIGURE, await wordOf(FIGURE), 20, chain.owners[FIGURE]!));
      await waitFor('it to wait long', () => {
        const progress = transaction.progress.value;
        return progress.stage === 'sent' && progress.waits === 'long';
      });
      await node().mine({ blocks: 1 });
      expect(await running).toMatchObject({ stage: 'shown' });
    });

    it('is given up once the node has forgotten it, and can be signed again', async () => {
      await node().setAutomine(false);
      const transaction = open(signal(at(1_000_000)), { patience: 300 });
      const act = actOn(FIGURE, await wordOf(FIGURE), 21, chain.owners[FIGURE]!);
      const running = transaction.run(act);
      const hash = await waitFor('it to be sent', () => {
        const progress = transaction.progress.value;
        return progress.stage === 'sent' ? progress.hash : null;
      });
      await node().dropTransaction({ hash });
      expect(await running).toMatchObject({
        stage: 'refused',
        why: expect.stringMatching(/^The network has forgotten the transaction/),
      });
      await node().setAutomine(true);
      expect(await transaction.run(act)).toMatchObject({ stage: 'shown' });
    });
  });

  it('is final once no reorganisation can take it back', async () => {
    const node = createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    const transaction = open(signal(at(1_000_000)), { finality: 50 });
    await transaction.run(actOn(FIGURE, await wordOf(FIGURE), 22, chain.owners[FIGURE]!));
    expect(transaction.progress.value.stage).toBe('shown');
    await node.mine({ blocks: 100 });
    await waitFor('it to be final', () => transaction.progress.value.stage === 'final');
  });

  it('waits anew when the chain takes its block back', async () => {
    const node = createTestClient({ mode: 'anvil', chain: foundry, transport: http(chain.rpcUrl) });
    const before = await node.snapshot();
    const transaction = open(signal(at(1_000_000)), { finality: 50, patience: 300 });
    await transaction.run(actOn(FIGURE, await wordOf(FIGURE), 23, chain.owners[FIGURE]!));
    const stages = stagesOf(transaction);
    await node.revert({ id: before });
    await waitFor('it to be missed', () => transaction.progress.value.stage === 'refused');
    expect(stages).toEqual(expect.arrayContaining(['shown', 'sent', 'refused']));
    expect(transaction.progress.value).toMatchObject({ why: expect.stringMatching(/forgotten/) });
  });
});
