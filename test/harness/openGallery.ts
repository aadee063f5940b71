import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { Server } from 'socket.io';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import { applyOp, restyledBy } from '../../engine/protocol/applyDelta.js';
import type { Curation } from '../../engine/protocol/curation.js';
import { hashWorkState } from '../../engine/protocol/hashWorkState.js';
import type { Delta, Op, Ready, ScreenToServer, ServerToScreen, Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { WorkDescription } from '../../engine/protocol/workDescription.js';
import { layerSeed } from '../../engine/scene/layerSeed.js';
import { firstWord } from '../../engine/scene/leverValue.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { recipeOfQuery } from '../../engine/scene/recipeUrl.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';

/** A server that speaks the protocol for one work and has no chain and no model behind it: screens alone are tested. */
export interface Gallery {
  url: string;
  seeds: Hex[];
  snapshot(): Snapshot;
  /** Changes the state as a block would and tells the screens, or keeps the delta from them. */
  change(ops: Op[], how?: { lose?: boolean }): Delta;
  /** Begins another epoch, as a rebuilt state does with its next delta. */
  rebuild(): void;
  /** Ends every socket, as a network fault does. */
  disconnect(): void;
  /** What the house makes of the messages from now on, told at once. */
  curate(changes: Partial<Curation>): void;
  /** Lights a layer on the screens, as a visitor does. */
  spotlight(token: number, ms: number): void;
  /** What screens said they show whole, in order. */
  ready: Ready[];
  /** Paths asked of it, in order. */
  asked: string[];
  close(): Promise<void>;
}

export interface GalleryOptions {
  manifest: Manifest;
  rasterSize: number;
  /** Paints a recipe; null answers 503 for now. */
  paint: (recipe: Recipe) => Raster | null;
}

const pages = resolve(__dirname, '../../dist/display');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const digits = (n: number, length: number): Hex => `0x${n.toString(16).padStart(length, '0')}`;

export async function openGallery({ manifest, rasterSize, paint }: GalleryOptions): Promise<Gallery> {
  const asked: string[] = [];
  const ready: Ready[] = [];
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    asked.push(url.pathname);
    answer(url, response).catch((cause) => response.writeHead(500).end(String(cause)));
  });
  const sockets = new Server<ScreenToServer, ServerToScreen>(http, { transports: ['websocket'] });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const contracts = { layerToken: digits(1, 40), featuredMessages: digits(2, 40) };
  const entropy = digits(7, 64);
  const tokens = [manifest.master, ...manifest.layers];
  const description: WorkDescription = {
    work: 1,
    chainId: 31_337,
    contracts,
    artist: digits(3, 40),
    entropy,
    manifestHash: digits(4, 64),
    manifest,
    rasterSize,
    publicUrl: 'https://gallery.example',
    local: true,
  };
  let deltas: Delta[] = [];
  let held = snapshotOf('epoch0001', 1, {
    work: 1,
    block: blockAt(1),
    restyled: blockAt(1),
    tokens: tokens.map(({ levers }, index) => ({ index, owner: digits(9, 40), word: firstWord(levers) })),
    messages: [],
  });

  let curation: Curation = { v: 1, work: 1, rev: 1, mode: 'post', named: [], quiet: null, spotlight: true };

  sockets.on('connection', (screen) => {
    screen.on('hello', (_, reply) => {
      screen.emit('curation', curation);
      reply(held);
    });
    screen.on('sync', ({ epoch, since }, reply) =>
      reply(epoch === held.epoch ? { deltas: deltas.filter(({ seq }) => seq > since) } : { snapshot: held }),
    );
    screen.on('ready', (message) => ready.push(message));
  });

  async function answer({ pathname, searchParams }: URL, response: ServerResponse) {
    if (pathname === '/api/works/1') return json(response, 200, description);
    if (pathname === '/api/works/1/state') return json(response, 200, held);
    if (pathname === '/api/works/1/curation') return json(response, 200, curation);
    if (pathname === '/api/session') return json(response, 200, { chainId: 31_337, local: true });
    if (pathname.startsWith('/api/works/1/rasters/')) {
      const raster = paint(recipeOfQuery(searchParams.get('recipe') ?? ''));
      if (!raster) return response.writeHead(503, { 'retry-after': '0' }).end();
      const png = await encodeRaster(raster);
      const digest = createHash('sha256').update(png).digest('base64');
      return response.writeHead(200, { 'content-type': 'image/png', 'repr-digest': `sha-256=:${digest}:` }).end(png);
    }
    if (pathname.startsWith('/api/'))
      return json(response, 404, { error: 'unknown-work', message: 'There is no such work here.' });
    const file = pathname.startsWith('/screen/') ? 'screen/index.html' : pathname.slice(1);
    const content = await readFile(join(pages, file)).catch(() => null);
    if (!content) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      // As strict as any server may be: nothing inline, nothing from elsewhere, no code made at run time.
      'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'",
    });
    return response.end(content);
  }

  return {
    url,
    seeds: tokens.map((_, index) => layerSeed(contracts.layerToken, entropy, tokenIdOf(1, index))),
    snapshot: () => held,
    change(ops, { lose = false } = {}) {
      const block = blockAt(held.state.block.number + 1);
      const prev = held.seq;
      held = snapshotOf(held.epoch, prev + 1, {
        ...ops.reduce(applyOp, held.state),
        block,
        restyled: restyledBy(held.state, { block, ops }),
      });
      const { epoch, seq, stateHash } = held;
      const delta: Delta = { v: 1, work: 1, epoch, prev, seq, block, ops, stateHash };
      deltas.push(delta);
      if (!lose) sockets.emit('delta', delta);
      return delta;
    },
    rebuild() {
      deltas = [];
      held = snapshotOf('epoch0002', 1, held.state);
      const { epoch, seq, stateHash, state } = held;
      sockets.emit('delta', { v: 1, work: 1, epoch, prev: 0, seq, block: state.block, ops: [], stateHash });
    },
    disconnect() {
      for (const screen of sockets.sockets.sockets.values()) screen.conn.close();
    },
    curate(changes) {
      curation = { ...curation, ...changes, rev: curation.rev + 1 };
      sockets.emit('curation', curation);
    },
    spotlight(token, ms) {
      sockets.emit('spotlight', { v: 1, work: 1, token, ms });
    },
    ready,
    asked,
    close: () => sockets.close(),
  };
}

function snapshotOf(epoch: string, seq: number, state: Snapshot['state']): Snapshot {
  return { v: 1, epoch, seq, state, stateHash: hashWorkState(state) };
}

const blockAt = (number: number) => ({ number, hash: digits(number, 64), time: 1_700_000_000 + 12 * number });

function json(response: ServerResponse, status: number, body: unknown) {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
