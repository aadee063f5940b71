import { Inject, Injectable } from '@nestjs/common';
import { EngineError } from '../../engine/errors/engineError.js';
import type { AccountLayer } from '../../engine/protocol/accountLayer.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import type { Language } from '../../engine/protocol/pickLanguage.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { describeScene } from '../../engine/scene/describeScene.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { leverValue } from '../../engine/scene/leverValue.js';
import type { Lever, Manifest } from '../../engine/scene/manifest.js';
import { unpackManifest } from '../../engine/scene/manifestBytes.js';
import { type Moment, momentAt, momentOf } from '../../engine/scene/moment.js';
import type { Scene } from '../../engine/scene/scene.js';
import { decodeWord } from '../../engine/scene/styleWord.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { PastWords } from '../../engine/state/createState.js';
import { offerOf, type WorkRecord } from '../../engine/state/work.js';
import { Serialised } from '../caching/serialised.js';
import type { Config } from '../config/config.js';
import { EngineService } from '../engine/engineService.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import { CONFIG, PAINTER, WORLD } from '../parts.js';
import {
  malformedManifest,
  momentToCome,
  noStateYet,
  otherModel,
  unknownLayer,
  unknownMoment,
  unknownWork,
} from '../refusal/refusals.js';
import { Refused } from '../refusal/refused.js';
import type { World } from '../world/world.js';
import type { Credit, LayerDetail, LeverStanding, Market, StyleChange, WorkChange, WorkSummary } from './answers.js';

/** A work with everything about it that never changes. */
export interface LiveWork {
  record: WorkRecord;
  manifest: Manifest;
  /** By token index. */
  seeds: readonly Hex[];
}

/** When somebody wants to see a work; null leaves the choice. */
export interface AskedMoment {
  block: number | null;
  step: number | null;
}

/** The newest. */
export const NOW: AskedMoment = { block: null, step: null };

/** What is known of the works, in the words of the API. Decides nothing: the engine does. */
@Injectable()
export class WorksService {
  private readonly opened = new Map<number, LiveWork>();
  /** What was told last of each work. */
  private readonly told = new Map<number, Serialised<Snapshot>>();

  constructor(
    @Inject(EngineService) private readonly engine: EngineService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WORLD) private readonly world: World,
    @Inject(PAINTER) private readonly painter: RasterPainter,
  ) {}

  list(): WorkSummary[] {
    return this.engine.works().map(({ work, artist, layers }) => ({
      work,
      artist,
      layers,
      shown: this.shown(work),
      restyled: this.engine.snapshot(work)?.state.restyled ?? null,
    }));
  }

  private shown(work: number): WorkSummary['shown'] {
    try {
      const { title, artist, canvas } = this.open(work).manifest;
      return { title, by: artist, width: canvas.width, height: canvas.height };
    } catch (error) {
      if (error instanceof Refused) return null;
      throw error;
    }
  }

  /**
   * The work a path names.
   * @param asked  the path's text
   * @throws Refused 404 when there is none, 422 when its manifest is malformed or made for another model
   */
  open(asked: string | number): LiveWork {
    const record = this.engine.works().find(({ work }) => String(work) === String(asked));
    if (!record) throw unknownWork(asked);
    const held = this.opened.get(record.work);
    // A reorg can put another work under the same id.
    if (held?.record.manifestHash === record.manifestHash && held.record.entropy === record.entropy) return held;
    const manifest = described(record, () => unpackManifest(record.manifestBytes));
    const seeds = Array.from({ length: record.layers + 1 }, (_, index) =>
      layerSeed(this.world.layerToken, record.entropy, tokenIdOf(record.work, index)),
    );
    const live = { record, manifest, seeds };
    this.opened.set(record.work, live);
    return live;
  }

  describe({ record, manifest }: LiveWork): WorkDescription {
    return {
      work: record.work,
      chainId: this.world.chainId,
      contracts: { layerToken: this.world.layerToken, featuredMessages: this.world.featuredMessages },
      artist: record.artist,
      entropy: record.entropy,
      manifestHash: record.manifestHash,
      manifest,
      rasterSize: this.painter.model.rasterSize,
      largeRasterSize: this.painter.model.largeRasterSize,
      publicUrl: this.config.publicUrl,
      local: this.world.local,
    };
  }

  /** @throws Refused 503 while the chain has not been read as far as the work */
  snapshot({ record }: LiveWork): Snapshot {
    const snapshot = this.engine.snapshot(record.work);
    if (!snapshot) throw noStateYet(record.work);
    return snapshot;
  }

  /**
   * The same for the wire: however many ask, it is serialised once for each state.
   * @throws Refused 503 as above
   */
  serialised(live: LiveWork): Serialised<Snapshot> {
    const now = this.snapshot(live);
    const held = this.told.get(live.record.work);
    if (held && held.value.state === now.state && held.value.seq === now.seq && held.value.epoch === now.epoch)
      return held;
    const made = new Serialised(now);
    this.told.set(live.record.work, made);
    return made;
  }

  /**
   * The scene as the last restyle left it, before any drift.
   * @throws Refused 422 when the loaded model is not the one the work was made for, or lacks what its manifest names
   */
  scene(live: LiveWork, { state }: Snapshot): Scene {
    return this.evaluate(live, wordsOf(state), momentOf(state.restyled, 0));
  }

  /**
   * The scene of a moment.
   * @param asked  a block, or null for the newest; and a drift step, or null for the one of now, or 0 of a given block
   * @param now    Unix seconds
   * @throws Refused 404 when the work was not there yet or the step is still to come, 422 and 503 as above
   */
  sceneAt(live: LiveWork, asked: AskedMoment, now: number): { scene: Scene; moment: Moment } {
    const { record, manifest } = live;
    const { words, restyled } = this.wordsAt(live, asked.block);
    const latest = momentAt(manifest, restyled, now);
    const step = asked.step ?? (asked.block === null ? latest.step : 0);
    if (step > latest.step) throw momentToCome(record.work, latest.blockNumber, step, latest.step);
    const moment = { ...latest, step };
    return { scene: this.evaluate(live, words, moment), moment };
  }

  private wordsAt(live: LiveWork, block: number | null): PastWords {
    const { state } = this.snapshot(live);
    if (block === null) return { words: wordsOf(state), restyled: state.restyled };
    // A head that changes nothing leaves the state alone, and is a moment of the work all the same.
    const head = Math.max(state.block.number, this.engine.head()?.number ?? 0);
    const past = block <= head ? this.engine.wordsAt(live.record.work, block) : null;
    if (!past) throw unknownMoment(live.record.work, block, head);
    return past;
  }

  private evaluate({ record, manifest, seeds }: LiveWork, words: readonly Hex[], moment: Moment): Scene {
    const { sha256 } = this.painter.model;
    if (manifest.model.sha256 !== sha256) throw otherModel(record.work, manifest.model.sha256, sha256);
    return described(record, () => {
      checkManifestAgainstModel(manifest, this.painter.model);
      return evaluateScene({ manifest, words, seeds, moment });
    });
  }

  /** The newest state in words. */
  inWords(live: LiveWork, language: Language, now: number): string {
    const { words } = this.wordsAt(live, null);
    const { scene } = this.sceneAt(live, NOW, now);
    return describeScene({ manifest: live.manifest, words, scene }, language);
  }

  /** @throws Refused 404 when the work has no such token */
  layer(live: LiveWork, asked: string): LayerDetail {
    const { record, manifest, seeds } = live;
    const token = this.snapshot(live).state.tokens.find(({ index }) => String(index) === asked);
    const part = asked === '0' ? manifest.master : manifest.layers[Number(asked) - 1];
    const seed = token && seeds[token.index];
    if (!token || !part || !seed) throw unknownLayer(record.work, asked, record.layers);
    const { revision, updatesLeft, frozen } = decodeWord(token.word);
    return {
      work: record.work,
      index: token.index,
      tokenId: tokenIdOf(record.work, token.index).toString(),
      title: part.title,
      owner: token.owner,
      word: token.word,
      revision,
      updatesLeft,
      frozen,
      seed,
      levers: described(record, () => standings(part.levers, token.word)),
    };
  }

  /** @throws Refused 503 while the chain has not been read as far as the work */
  market({ record }: LiveWork): Market {
    const work = this.engine.work(record.work);
    if (!work) throw noStateYet(record.work);
    const tokens = work.tokens.map((token) => {
      const { index, owner, auction, loan } = token;
      return { index, owner, offer: offerOf(work, token), auction, loan };
    });
    const sales = this.engine
      .sales(record.work)
      .map(({ block, index, seller, buyer, price, royalty }) => ({ block, index, seller, buyer, price, royalty }));
    return { tokens, sales };
  }

  /**
   * The layers of all works that an account may restyle as their owner or while they are lent to it. A work that cannot
   * be shown has none.
   * @param now Unix seconds
   */
  layersOf(account: Hex, now: number): AccountLayer[] {
    return this.engine.works().flatMap(({ work }) => {
      const tokens = this.engine.work(work)?.tokens ?? [];
      const held = tokens.flatMap(({ index, owner, loan }) => {
        if (owner === account) return { index, lentUntil: null };
        return loan?.user === account && loan.expires >= now ? { index, lentUntil: loan.expires } : [];
      });
      if (held.length === 0) return [];
      try {
        const { master, layers } = this.open(work).manifest;
        const titleOf = (index: number) => (index === 0 ? master : layers[index - 1])?.title ?? '';
        return held.map((layer) => ({ work, workTitle: master.title, title: titleOf(layer.index), ...layer }));
      } catch (error) {
        if (error instanceof Refused) return [];
        throw error;
      }
    });
  }

  /** Every style that any of the work's tokens ever had on this chain, oldest first. */
  life({ record }: LiveWork): WorkChange[] {
    const changes = Array.from({ length: record.layers + 1 }, (_, index) =>
      this.engine.history(record.work, index).map(({ block, by, word }) => ({ block, by, word, index })),
    );
    return changes.flat().sort((a, b) => a.block.number - b.block.number);
  }

  /** Who has each token and who last changed it, the master first. */
  credits(live: LiveWork): Credit[] {
    const { record, manifest } = live;
    return this.snapshot(live).state.tokens.map(({ index, owner, word }) => {
      const last = decodeWord(word).revision > 0 ? this.engine.history(record.work, index).at(-1) : undefined;
      const { title } = (index === 0 ? manifest.master : manifest.layers[index - 1]) ?? { title: '' };
      return { index, title, owner, changed: last ? { block: last.block, by: last.by } : null };
    });
  }

  /** Every style the token ever had on this chain, oldest first. */
  history(live: LiveWork, asked: string): StyleChange[] {
    const { index } = this.layer(live, asked);
    return this.engine.history(live.record.work, index).map(({ block, by, word }) => ({ block, by, word }));
  }
}

/**
 * What a work's manifest gives. The chain holds whatever bytes and bounds an artist sent, so that one may be malformed,
 * or not describe its work's tokens: then that work cannot be shown, and the others can.
 * @throws Refused 422
 */
function described<T>({ work }: WorkRecord, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof EngineError) throw malformedManifest(work, error.message);
    throw error;
  }
}

const wordsOf = ({ tokens }: Snapshot['state']) => tokens.map(({ word }) => word);

function standings(levers: readonly Lever[], word: Hex): LeverStanding[] {
  const { levers: indices } = decodeWord(word);
  return levers.map((lever, i) => {
    const index = indices[i] ?? 0;
    return { label: lever.label, bind: lever.bind, index, value: leverValue(lever, index) };
  });
}
