import type { BlockEvents } from '../engine/chain/chainEvent.js';
import type { BlockRef, Hex } from '../engine/protocol/primitives.js';
import { evaluateScene } from '../engine/scene/evaluateScene.js';
import { firstWord, leverMax } from '../engine/scene/leverValue.js';
import { packManifest } from '../engine/scene/manifestBytes.js';
import { momentOf } from '../engine/scene/moment.js';
import { sceneHash } from '../engine/scene/sceneHash.js';
import { encodeWord } from '../engine/scene/styleWord.js';
import { createState, type State } from '../engine/state/createState.js';
import { openChainStore } from '../engine/state/openChainStore.js';
import { seededDraw } from './faults/seededDraw.js';
import { bytes32, owner } from './harness/randomBlock.js';
import { randomWork } from './harness/randomWork.js';

const BLOCKS = 60;
const ORIGIN = { number: 0, hash: bytes32('origin'), time: 1_700_000_000 };

const FORK = 20;

const { manifest, seeds } = randomWork(seededDraw(60));
const tokens = [manifest.master, ...manifest.layers];
const chain = restyledChain(1);
const other = restyledChain(2);

/** A chain in which tokens are restyled now and then. All of them are one up to the fork. */
function restyledChain(seed: number): BlockEvents[] {
  const [before, after] = [seededDraw(0), seededDraw(seed)];
  const words = tokens.map(({ levers }) => firstWord(levers));
  return Array.from({ length: BLOCKS }, (_, i): BlockEvents => {
    const number = i + 1;
    const draw = number <= FORK ? before : after;
    const hash = bytes32(number <= FORK ? `${number}` : `${seed} ${number}`);
    const block: BlockRef = { number, hash, time: ORIGIN.time + number * 12 };
    if (number === 1) return { block, events: created(words) };
    if (draw(3) > 0) return { block, events: [] };
    const index = draw(tokens.length);
    const levers = (tokens[index]?.levers ?? []).map((lever) => draw(leverMax(lever) + 1));
    const previousWord = words[index] as Hex;
    const newWord = encodeWord({ levers, revision: number, updatesLeft: 1, frozen: false });
    words[index] = newWord;
    return { block, events: [{ type: 'styleChanged', work: 1, index, by: owner(1), previousWord, newWord }] };
  });
}

function created(words: readonly Hex[]): BlockEvents['events'] {
  const layers = manifest.layers.length;
  const work = { work: 1, artist: owner(1), entropy: bytes32('e'), manifestHash: bytes32('m') };
  return [
    { type: 'workCreated', ...work, layers, manifestBytes: packManifest(manifest) },
    ...words.map((word, index) => ({ type: 'schemaSet' as const, work: 1, index, bounds: bytes32('b'), word })),
  ];
}

function openState(): State {
  const store = openChainStore({
    file: ':memory:',
    chain: { chainId: 1, layerToken: owner(2), featuredMessages: owner(3) },
    now: () => new Date(0),
    onDamaged: () => {},
  });
  const state = createState({ store, newEpoch: () => 'epoch0001' });
  state.apply({ type: 'start', origin: ORIGIN, reason: 'first' });
  return state;
}

function tell(state: State, blocks: readonly BlockEvents[]): void {
  for (const block of blocks) state.apply({ type: 'block', parentHash: state.head()?.hash ?? ORIGIN.hash, ...block });
}

/** The hashes of the scenes at the end of every block, some steps after it. */
function hashesOf(state: State): string[] {
  return Array.from({ length: BLOCKS }, (_, i) => {
    const past = state.wordsAt(1, i + 1);
    if (!past) throw new Error(`no words at block ${i + 1}`);
    const moment = momentOf(past.restyled, manifest.motion ? i : 0);
    return sceneHash(evaluateScene({ manifest, words: past.words, seeds, moment }));
  });
}

describe('the scenes of a chain', () => {
  const straight = openState();
  tell(straight, chain);
  const expected = hashesOf(straight);

  it('S-1: change with its restyles', () => {
    expect(new Set(expected).size).toBeGreaterThan(5);
  });

  it('S-1: are the same after a rollback and the same blocks again', () => {
    const state = openState();
    tell(state, chain);
    state.apply({ type: 'reorg', ancestor: chain[FORK - 1]!.block });
    tell(state, chain.slice(FORK));
    expect(hashesOf(state)).toEqual(expected);
  });

  it('S-1: are the same once another chain was followed for a while', () => {
    const state = openState();
    tell(state, other);
    expect(hashesOf(state)).not.toEqual(expected);
    state.apply({ type: 'reorg', ancestor: chain[FORK - 1]!.block });
    tell(state, chain.slice(FORK));
    expect(hashesOf(state)).toEqual(expected);
  });

  it('S-1: are those that screens evaluate from a snapshot', () => {
    const { state } = straight.snapshot(1)!;
    const words = state.tokens.map(({ word }) => word);
    const moment = momentOf(state.restyled, manifest.motion ? BLOCKS - 1 : 0);
    expect(sceneHash(evaluateScene({ manifest, words, seeds, moment }))).toBe(expected.at(-1));
  });
});
