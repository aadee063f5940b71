import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { z } from 'zod';
import { AccountLayer } from '../../engine/protocol/accountLayer.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import { RelayerOffer } from '../../engine/protocol/relayerOffer.js';
import type { TokenState } from '../../engine/protocol/workState.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { words as said } from '../language/words.js';
import { fetchJson } from '../work/fetchJson.js';
import type { LiveState } from '../work/followWork.js';
import type { Work } from '../work/loadWork.js';
import { numberInAddress } from '../work/numberInAddress.js';
import { ownerName } from '../work/ownerName.js';
import { type TokenManifest, tokenOf } from '../work/tokenOf.js';
import { delegationsTo, hasRegistry } from './delegateRegistry.js';
import { openChain } from './openChain.js';
import { type ChangeInWords, changesInWords, changesOf, type Moves, noMoves, proposedWord } from './proposal.js';
import { type Delegation, type Right, rightsOf } from './rights.js';
import { sharedStyle } from './sharedStyle.js';
import {
  type Call,
  clearCall,
  type MessageText,
  postCall,
  type Restyle,
  restyleCall,
  restyleManyCall,
} from './sign/calls.js';
import { type Act, createTransaction, type Transaction } from './sign/createTransaction.js';
import type { Subject } from './sign/explainError.js';
import { postOrder } from './sign/postOrder.js';
import { isShown } from './sign/progress.js';
import { signMessageOrder } from './sign/signMessageOrder.js';
import { signStyleOrder } from './sign/signStyleOrder.js';
import { lazyBrowserWallets } from './wallet/lazyBrowserWallets.js';
import type { Wallet } from './wallet/wallet.js';
import type { WalletSession } from './wallet/walletSession.js';

const noMessage: MessageText = { text: '', link: '' };

/** What a person proposes for one token. */
export interface Proposal {
  index: number;
  changes: ChangeInWords[];
  /** Whether the account may sign it, as far as the page knows. */
  isSignable: boolean;
}

/** What the studio knows, as signals, and what a person can do in it. */
export interface Studio extends LiveState, WalletSession {
  /** By what right the account restyles tokens of this work, by index. */
  rights: ReadonlySignal<ReadonlyMap<number, Right>>;
  /** The account's layers in other works. */
  elsewhere: ReadonlySignal<readonly AccountLayer[]>;
  /** Whether the chain has delegate.xyz's registry; null until it has told. */
  registry: ReadonlySignal<boolean | null>;
  /** What the gallery's relayer offers the account. */
  relayer: ReadonlySignal<RelayerOffer>;
  /** The index of the token being worked on. */
  selected: ReadonlySignal<number>;
  token: ReadonlySignal<TokenManifest>;
  /** The selected token as the chain has it; null until the first snapshot. */
  held: ReadonlySignal<TokenState | null>;
  moves: ReadonlySignal<Moves>;
  /** Where each lever of the selected token stands in the proposal; empty until the first snapshot. */
  standing: ReadonlySignal<readonly number[]>;
  /** Where the selected token's proposal has been since the page was opened, oldest first: places of its levers. */
  path: ReadonlySignal<readonly (readonly number[])[]>;
  changes: ReadonlySignal<ChangeInWords[]>;
  /** Of every token that has moves. */
  proposals: ReadonlySignal<readonly Proposal[]>;
  /** What signing would ask of the chain; null while there is nothing to sign. */
  call: ReadonlySignal<Call | null>;
  /** While true the preview shows the work as it is on chain. */
  before: Signal<boolean>;
  /** What came of the address the page was opened with, until the person does something. */
  notice: ReadonlySignal<string | null>;
  /** Every token's word as the preview shows it, by index; null until the first snapshot. */
  words: ReadonlySignal<Hex[] | null>;
  /** The message being written, whichever layer it will be for. */
  message: ReadonlySignal<MessageText>;
  restyling: Transaction;
  /** Lending, delegating, freezing. */
  deed: Transaction;
  messaging: Transaction;
  select(index: number): void;
  move(lever: number, index: number): void;
  /** Proposes a place for every lever of the selected token. */
  go(levers: readonly number[]): void;
  /** @param index of one token; without it, of all */
  reset(index?: number): void;
  /** @param relayed whether the gallery sends it and pays the gas */
  restyle(relayed: boolean): Promise<void>;
  /** Something only the owner does with the selected token. */
  perform(call: Call): Promise<void>;
  write(message: MessageText): void;
  /**
   * @param fee      wei
   * @param relayed  whether the gallery posts it, and pays fee and gas
   */
  post(fee: bigint, relayed: boolean): Promise<void>;
  clear(): Promise<void>;
}

/** Milliseconds between two looks whether a block is final. */
const FINALITY_INTERVAL = 6_000;
const noOffer: RelayerOffer = { open: false, left: 0, messages: false };

/** @param search the page's own: which layer to begin with, and a style that somebody proposes for it */
export function createStudio(work: Work, live: LiveState, search: string): Studio {
  const { manifest, description, world } = work;
  const chain = openChain(description);
  const wallet = signal<Wallet | null>(null);
  const layers = signal<readonly AccountLayer[]>([]);
  const delegations = signal<readonly Delegation[]>([]);
  const registry = signal<boolean | null>(null);
  const relayer = signal(noOffer);
  const asked = numberInAddress(search, 'layer') ?? 1;
  const isKnown = asked <= manifest.layers.length;
  const selected = signal(isKnown ? asked : 1);
  const notice = signal(isKnown ? null : said.studio.link.unknownLayer);
  const movesByToken = signal<ReadonlyMap<number, Moves>>(new Map());
  const paths = signal<ReadonlyMap<number, readonly (readonly number[])[]>>(new Map());
  const before = signal(false);
  const message = signal(noMessage);

  const tokens = computed(() => live.snapshot.value?.state.tokens ?? []);
  const token = computed(() => tokenOf(manifest, selected.value));
  const held = computed(() => tokens.value[selected.value] ?? null);
  const moves = computed(() => movesByToken.value.get(selected.value) ?? noMoves);
  const standing = computed(() => {
    const { levers } = token.value;
    return held.value ? decodeWord(proposedWord(held.value.word, moves.value)).levers.slice(0, levers.length) : [];
  });
  const rights = computed(() =>
    rightsOf(
      wallet.value?.address,
      tokens.value,
      layers.value.filter((layer) => layer.work === description.work),
      delegations.value,
      (index) => tokenIdOf(description.work, index),
    ),
  );
  const changesBy = ({ index, word }: TokenState) =>
    changesInWords(tokenOf(manifest, index), word, movesByToken.value.get(index) ?? noMoves);
  const changes = computed(() => (held.value ? changesBy(held.value) : []));
  const proposals = computed((): Proposal[] =>
    tokens.value
      .map((state) => ({ index: state.index, changes: changesBy(state), isSignable: rights.value.has(state.index) }))
      .filter((proposal) => proposal.changes.length > 0),
  );
  const words = computed(() => {
    if (tokens.value.length === 0) return null;
    return tokens.value.map(({ index, word }) =>
      before.value ? word : proposedWord(word, movesByToken.value.get(index) ?? noMoves),
    );
  });

  /** What would be signed: what the account may sign, and where it may sign nothing, all: the chain then tells why. */
  const restyles = computed((): Restyle[] => {
    const signable = proposals.value.filter(({ isSignable }) => isSignable);
    return (signable.length > 0 ? signable : proposals.value).flatMap(({ index }) => {
      const state = tokens.value[index];
      if (!state) return [];
      return {
        token: index,
        word: state.word,
        changes: changesOf(state.word, movesByToken.value.get(index) ?? noMoves),
      };
    });
  });
  const call = computed((): Call | null => {
    const [only, ...more] = restyles.value;
    if (!only) return null;
    return more.length === 0 ? restyleCall(description, only) : restyleManyCall(description, restyles.value);
  });

  const finality = world.local ? null : FINALITY_INTERVAL;
  const [restyling, deed, messaging] = Array.from({ length: 3 }, () =>
    createTransaction({ client: chain.client, snapshot: live.snapshot, finality }),
  ) as [Transaction, Transaction, Transaction];
  const forgetAll = () => {
    for (const transaction of [restyling, deed, messaging]) transaction.forget();
  };

  const subjectOf = (indices: readonly number[]): Subject => {
    const owner = tokens.value[indices[0] ?? -1]?.owner;
    return {
      title: indices.map((index) => tokenOf(manifest, index).title).join(', '),
      owner: owner ? ownerName(owner, world.wallets) : said.studio.errors.somebody,
    };
  };

  const shared = isKnown ? sharedStyle(search, tokenOf(manifest, asked).levers) : 'none';
  if (shared === 'malformed') notice.value = said.studio.link.malformed;
  else if (shared !== 'none') {
    setMoves(asked, shared);
    notice.value = said.studio.preview.shared;
    const end = effect(() => {
      const state = tokens.value[asked];
      if (!state) return;
      if (changesBy(state).length === 0) notice.value = said.studio.link.same;
      queueMicrotask(() => end());
    });
  }

  function setMoves(index: number, next: Moves) {
    movesByToken.value = new Map(movesByToken.value).set(index, next);
  }

  /** Remembers where the selected token's proposal was, unless the same lever only moves on. */
  function remember(lever: number | null) {
    notice.value = null;
    const index = selected.value;
    const path = paths.value.get(index) ?? [];
    const isSameHand = lever !== null && lastMoved?.index === index && lastMoved.lever === lever;
    lastMoved = lever === null ? null : { index, lever };
    if (!isSameHand) paths.value = new Map(paths.value).set(index, [...path, standing.value].slice(-MAX_PATH));
  }
  let lastMoved: { index: number; lever: number } | null = null;

  function select(index: number) {
    selected.value = index;
    lastMoved = null;
    notice.value = null;
    forgetAll();
  }

  async function speak(actOf: (index: number, signer: Wallet) => Pick<Act, 'call' | 'relay'>): Promise<boolean> {
    const signer = wallet.value;
    if (!signer || !held.value) return false;
    const { index } = held.value;
    const act = { ...actOf(index, signer), wallet: signer, subject: subjectOf([index]), isOnWall: true };
    return isShown(await messaging.run(act));
  }

  function use(next: Wallet | null) {
    wallet.value = next;
    forgetAll();
    const own = tokens.value.filter(({ owner }) => owner === next?.address);
    const [firstOwn] = own;
    // Someone who came to look at one layer, or has moved its levers, stays there.
    if (firstOwn && moves.value.size === 0 && !own.some(({ index }) => index === selected.value))
      select(firstOwn.index);
  }

  /** What the server and the registry know of an account. It is asked again with every block that changed the work. */
  async function learn(address: Hex) {
    const isStill = () => wallet.peek()?.address === address;
    const [found, offer] = await Promise.all([
      fetchJson(`/api/accounts/${address}/layers`, z.array(AccountLayer)),
      fetchJson(`/api/relayer?owner=${address}`, RelayerOffer),
    ]);
    if (isStill()) [layers.value, relayer.value] = [found, offer];
    registry.value ??= await hasRegistry(chain.client);
    if (!registry.value) return;
    const delegated = await delegationsTo(chain.client, description, address);
    if (isStill()) delegations.value = delegated;
  }
  const relearn = () => {
    const address = wallet.peek()?.address;
    if (address) learn(address).catch((cause) => console.warn('What this account may restyle is not known.', cause));
  };
  effect(() => {
    [layers.value, delegations.value, relayer.value] = [[], [], noOffer];
    wallet.value;
    relearn();
  });
  effect(() => {
    live.snapshot.value?.stateHash;
    relearn();
  });

  return {
    ...live,
    work,
    chain,
    browserWallets: world.local ? null : lazyBrowserWallets(chain.chain, use),
    wallet,
    rights,
    elsewhere: computed(() => layers.value.filter((layer) => layer.work !== description.work)),
    registry,
    relayer,
    selected,
    token,
    held,
    moves,
    standing,
    path: computed(() => paths.value.get(selected.value) ?? []),
    changes,
    proposals,
    call,
    before,
    notice,
    words,
    message,
    restyling,
    deed,
    messaging,
    use,
    select,
    move(lever, index) {
      remember(lever);
      setMoves(selected.value, new Map(moves.value).set(lever, index));
      restyling.forget();
    },
    go(levers) {
      remember(null);
      setMoves(selected.value, new Map(levers.map((index, lever) => [lever, index])));
      restyling.forget();
    },
    reset(index) {
      notice.value = null;
      movesByToken.value = new Map(
        index === undefined ? [] : [...movesByToken.value].filter(([token]) => token !== index),
      );
      restyling.forget();
    },
    async restyle(relayed) {
      const signer = wallet.value;
      const signed = restyles.value;
      const [only] = signed;
      if (!signer || !only || !call.value) return;
      deed.forget();
      const end = await restyling.run({
        call: call.value,
        wallet: signer,
        subject: subjectOf(signed.map(({ token }) => token)),
        isOnWall: true,
        ...(relayed && {
          relay: async (onSigned) => {
            const order = await signStyleOrder(chain.client, description, only, signer, work.now());
            onSigned();
            return postOrder('styles', order);
          },
        }),
      });
      relearn();
      if (!isShown(end)) return;
      // What was moved on while the block was mined stays proposed.
      for (const { token, changes } of signed) {
        const now = movesByToken.value.get(token) ?? noMoves;
        const isSigned = ([lever, at]: [number, number]) => changes.some((c) => c.lever === lever && c.index === at);
        setMoves(token, new Map([...now].filter((move) => !isSigned(move))));
      }
    },
    async perform(next) {
      if (!wallet.value || !held.value) return;
      restyling.forget();
      const isOnWall = next.functionName === 'freeze';
      await deed.run({ call: next, wallet: wallet.value, subject: subjectOf([held.value.index]), isOnWall });
      relearn();
    },
    write(next) {
      message.value = next;
      messaging.forget();
    },
    async post(fee, relayed) {
      const posted = message.value;
      const isPosted = await speak((index, signer) => ({
        call: postCall(description, index, posted, fee),
        ...(relayed && {
          relay: async (onSigned) => {
            const order = await signMessageOrder(chain.client, description, index, posted, signer, work.now());
            onSigned();
            return postOrder('messages', order);
          },
        }),
      }));
      relearn();
      if (isPosted && message.value === posted) message.value = noMessage;
    },
    async clear() {
      await speak((index) => ({ call: clearCall(description, index) }));
    },
  };
}

/** How many places are remembered: as many as anybody looks back over. */
const MAX_PATH = 24;
