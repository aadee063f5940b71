import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { TokenState } from '../../engine/protocol/workState.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { ownerName } from '../work/ownerName.js';
import { type TokenManifest, tokenOf } from '../work/tokenOf.js';
import { openChain, type StudioChain } from './openChain.js';
import { type ChangeInWords, changesInWords, changesOf, type Moves, noMoves, proposedWord } from './proposal.js';
import { type Call, clearCall, type MessageText, postCall, restyleCall } from './sign/calls.js';
import { createTransaction, type Transaction } from './sign/createTransaction.js';
import type { Subject } from './sign/explainError.js';
import { type BrowserWallets, browserWallets } from './wallet/browserWallets.js';
import type { Wallet } from './wallet/wallet.js';

const noMessage: MessageText = { text: '', link: '' };

/** What the studio knows, as signals, and what a person can do in it. */
export interface Studio extends LiveState {
  work: Work;
  chain: StudioChain;
  /** Null in the local demo world, which has wallets of its own. */
  browserWallets: BrowserWallets | null;
  wallet: ReadonlySignal<Wallet | null>;
  /** The index of the token being worked on. */
  selected: ReadonlySignal<number>;
  token: ReadonlySignal<TokenManifest>;
  /** The selected token as the chain has it; null until the first snapshot. */
  held: ReadonlySignal<TokenState | null>;
  moves: ReadonlySignal<Moves>;
  changes: ReadonlySignal<ChangeInWords[]>;
  /** While true the preview shows the work as it is on chain. */
  before: Signal<boolean>;
  /** Every token's word as the preview shows it, by index; null until the first snapshot. */
  words: ReadonlySignal<Hex[] | null>;
  /** The message being written, whichever layer it will be for. */
  message: ReadonlySignal<MessageText>;
  restyling: Transaction;
  messaging: Transaction;
  use(wallet: Wallet | null): void;
  select(index: number): void;
  move(lever: number, index: number): void;
  reset(): void;
  restyle(): Promise<void>;
  write(message: MessageText): void;
  /** @param fee wei */
  post(fee: bigint): Promise<void>;
  clear(): Promise<void>;
}

/** @param first the token to begin with */
export function createStudio(work: Work, live: LiveState, first: number): Studio {
  const { manifest, description, world } = work;
  const chain = openChain(description);
  const wallet = signal<Wallet | null>(null);
  const selected = signal(first <= manifest.layers.length ? first : 1);
  const movesByToken = signal<ReadonlyMap<number, Moves>>(new Map());
  const before = signal(false);
  const message = signal(noMessage);

  const tokens = computed(() => live.snapshot.value?.state.tokens ?? []);
  const token = computed(() => tokenOf(manifest, selected.value));
  const held = computed(() => tokens.value[selected.value] ?? null);
  const moves = computed(() => movesByToken.value.get(selected.value) ?? noMoves);
  const changes = computed(() => (held.value ? changesInWords(token.value.levers, held.value.word, moves.value) : []));
  const words = computed(() => {
    if (tokens.value.length === 0) return null;
    const onChain = before.value ? noMoves : moves.value;
    return tokens.value.map(({ index, word }) => (index === selected.value ? proposedWord(word, onChain) : word));
  });

  const restyling = createTransaction(chain.client, live.snapshot);
  const messaging = createTransaction(chain.client, live.snapshot);
  const subjectOf = ({ index, owner }: TokenState): Subject => ({
    title: tokenOf(manifest, index).title,
    owner: ownerName(owner, world.wallets),
  });

  function setMoves(index: number, next: Moves) {
    movesByToken.value = new Map(movesByToken.value).set(index, next);
  }

  function select(index: number) {
    selected.value = index;
    restyling.forget();
    messaging.forget();
  }

  async function speak(callOf: (index: number) => Call): Promise<boolean> {
    if (!wallet.value || !held.value) return false;
    const { stage } = await messaging.run(callOf(held.value.index), wallet.value, subjectOf(held.value));
    return stage === 'shown';
  }

  function use(next: Wallet | null) {
    wallet.value = next;
    restyling.forget();
    messaging.forget();
    const own = tokens.value.filter(({ owner }) => owner === next?.address);
    const [firstOwn] = own;
    // Someone who came to look at one layer, or has moved its levers, stays there.
    if (firstOwn && moves.value.size === 0 && !own.some(({ index }) => index === selected.value))
      select(firstOwn.index);
  }

  return {
    ...live,
    work,
    chain,
    browserWallets: world.local ? null : browserWallets(chain.chain, use),
    wallet,
    selected,
    token,
    held,
    moves,
    changes,
    before,
    words,
    message,
    restyling,
    messaging,
    use,
    select,
    move(lever, index) {
      setMoves(selected.value, new Map(moves.value).set(lever, index));
      restyling.forget();
    },
    reset() {
      setMoves(selected.value, noMoves);
      restyling.forget();
    },
    async restyle() {
      if (!wallet.value || !held.value || changes.value.length === 0) return;
      const { index, word } = held.value;
      const signed = changesOf(word, moves.value);
      const call = restyleCall(description, index, word, signed);
      const { stage } = await restyling.run(call, wallet.value, subjectOf(held.value));
      if (stage !== 'shown') return;
      // What was moved on while the block was mined stays proposed.
      const now = movesByToken.value.get(index) ?? noMoves;
      setMoves(
        index,
        new Map([...now].filter(([lever, at]) => !signed.some((s) => s.lever === lever && s.index === at))),
      );
    },
    write(next) {
      message.value = next;
      messaging.forget();
    },
    async post(fee) {
      const posted = message.value;
      const isShown = await speak((index) => postCall(description, index, posted, fee));
      if (isShown && message.value === posted) message.value = noMessage;
    },
    async clear() {
      await speak((index) => clearCall(description, index));
    },
  };
}
