import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import type { Config } from '../config/config.js';
import { CONFIG, WORLD } from '../parts.js';
import { noWorkYet } from '../refusal/refusals.js';
import { Refused } from '../refusal/refused.js';
import { type LiveWork, WorksService } from '../works/worksService.js';
import type { World } from '../world/world.js';
import { canonicalJson } from './canonicalJson.js';
import { didKey } from './didKey.js';
import { openFeedKey } from './feedKey.js';
import type { Playlist, PlaylistItem, Signature, SignedPlaylist } from './playlist.js';

/** Seconds for which a player shows a work before it goes on to its next. */
const DURATION = 300;
/** What lies around a work that a player fits into its screen: the same as on our own walls. */
const GROUND = '#0b0a09';

/** The works as signed DP-1 playlists, so that owners of open players can show them. */
@Injectable()
export class PlaylistService implements OnModuleInit {
  private key: KeyObject | null = null;
  /** By payload hash: what does not change is signed once. */
  private readonly signatures = new Map<string, Signature>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WORLD) private readonly world: World,
    @Inject(WorksService) private readonly works: WorksService,
  ) {}

  /** @throws FeedKeyUnusable */
  onModuleInit(): void {
    this.key = openFeedKey(this.config.dataFolder);
  }

  ofWork(live: LiveWork): SignedPlaylist {
    const { record, manifest } = live;
    return this.signed({
      dpVersion: '1.1.0',
      id: this.idOf(`playlist of work ${record.work}`),
      title: manifest.title,
      slug: `work-${record.work}`,
      items: [this.itemOf(live)],
    });
  }

  /** @throws Refused 503 while there is no work to show */
  ofHouse(): SignedPlaylist {
    const items = this.works.list().flatMap(({ work }) => this.itemOrNone(work));
    if (items.length === 0) throw noWorkYet();
    return this.signed({
      dpVersion: '1.1.0',
      id: this.idOf('playlist of the house'),
      title: 'Pentimento',
      slug: 'pentimento',
      items,
    });
  }

  private itemOf({ record, manifest }: LiveWork): PlaylistItem {
    const pictures = Object.values(manifest.assets).map(({ sha256 }) => sha256);
    return {
      id: this.idOf(`work ${record.work}`),
      title: manifest.title,
      source: `${this.config.publicUrl}/embed/${record.work}`,
      duration: DURATION,
      license: 'open',
      display: { scaling: 'fit', background: GROUND, autoplay: true, loop: true },
      // No hash of a first frame: the work is another whenever an owner wills it.
      repro: { seed: record.entropy, assetsSHA256: [manifest.model.sha256, ...pictures] },
      provenance: {
        type: 'onChain',
        contract: {
          chain: 'evm',
          standard: 'erc721',
          address: this.world.layerToken,
          tokenId: tokenIdOf(record.work, 0).toString(),
        },
      },
    };
  }

  /** A work that cannot be shown is left out. */
  private itemOrNone(work: number): PlaylistItem[] {
    try {
      return [this.itemOf(this.works.open(work))];
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  }

  private signed(playlist: Playlist): SignedPlaylist {
    // The bytes hashed are RFC 8785's with a line feed after them, as the reference libraries of DP-1 have it.
    const digest = createHash('sha256')
      .update(`${canonicalJson(playlist)}\n`)
      .digest();
    const hash = `sha256:${digest.toString('hex')}`;
    const known = this.signatures.get(hash);
    if (known) return { ...playlist, signatures: [known] };
    if (!this.key) throw new Error('The feed has no key before the module is initialised.');
    const signature: Signature = {
      alg: 'ed25519',
      kid: didKey(createPublicKey(this.key)),
      ts: `${new Date().toISOString().slice(0, 19)}Z`,
      payload_hash: hash,
      role: 'feed',
      sig: sign(null, digest, this.key).toString('base64url'),
    };
    this.signatures.set(hash, signature);
    return { ...playlist, signatures: [signature] };
  }

  /** The same for the same thing on the same chain, in the form of a UUID of version 4, which DP-1 asks for. */
  private idOf(what: string): string {
    const bytes = createHash('sha256')
      .update(`${this.world.chainId} ${this.world.layerToken} ${what}`)
      .digest()
      .subarray(0, 16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
}
