import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { Server } from 'socket.io';
import { encodeRaster } from '../../engine/composite/encodeRaster.js';
import type { Curation } from '../../engine/protocol/curation.js';
import type { Delta, Op, Ready, ScreenToServer, ServerToScreen, Snapshot } from '../../engine/protocol/messages.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import type { Raster } from '../../engine/scene/raster.js';
import { readRasterName } from '../../engine/scene/rasterName.js';
import { FIRST_SIDE, type RasterSide } from '../../engine/scene/rasterSide.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { recipeOfQuery } from '../../engine/scene/recipeUrl.js';
import { freePort } from './freePort.js';
import { createSimulatedWork, type SimulatedWork } from './simulatedWork.js';

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
  work: SimulatedWork;
  /** Serves another build of the screen's page from now on, that differs in its version alone. */
  publish(version: string): void;
  close(): Promise<void>;
}

export interface GalleryOptions {
  manifest: Manifest;
  rasterSize: number;
  /** Of what is shown large; none without one. */
  largeRasterSize?: number;
  /** Paints a recipe; null answers 503 for now. */
  paint: (recipe: Recipe, side: RasterSide) => Raster | null;
  /** Where it listens; any free port without one. */
  port?: number;
  /** The work it goes on with, another gallery's for one; a new one without it. */
  work?: SimulatedWork;
}

/** npm runs every command of the project in its root. */
const pages = join(process.cwd(), 'dist/display');
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export async function openGallery({
  manifest,
  rasterSize,
  largeRasterSize = rasterSize,
  paint,
  ...options
}: GalleryOptions): Promise<Gallery> {
  const asked: string[] = [];
  const ready: Ready[] = [];
  let version: string | null = null;
  const http = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    asked.push(url.pathname);
    answer(url, response).catch((cause) => response.writeHead(500).end(String(cause)));
  });
  const sockets = new Server<ScreenToServer, ServerToScreen>(http, { transports: ['websocket'] });
  const port = options.port ?? (await freePort());
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${port}`;

  const work = options.work ?? createSimulatedWork({ manifest, rasterSize, largeRasterSize });
  let curation: Curation = { v: 1, work: 1, rev: 1, mode: 'post', named: [], quiet: null, spotlight: true };

  sockets.on('connection', (screen) => {
    screen.on('hello', (_, reply) => {
      screen.emit('curation', curation);
      reply(work.snapshot());
    });
    screen.on('sync', (question, reply) => reply(work.sync(question)));
    screen.on('ready', (message) => ready.push(message));
  });

  async function answer({ pathname, searchParams }: URL, response: ServerResponse) {
    if (pathname === '/api/works/1') return json(response, 200, work.description);
    if (pathname === '/api/works/1/state') return json(response, 200, work.snapshot());
    if (pathname === '/api/works/1/curation') return json(response, 200, curation);
    if (pathname === '/api/session') return json(response, 200, { chainId: 31_337, local: true });
    if (pathname.startsWith('/api/works/1/rasters/')) {
      const [, name = ''] = /([^/]+)\.png$/.exec(pathname) ?? [];
      const raster = paint(recipeOfQuery(searchParams.get('recipe') ?? ''), readRasterName(name)?.side ?? FIRST_SIDE);
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
    const isBuild = file === 'serviceWorker.js' && version !== null;
    return response.end(isBuild ? String(content).replace(/"version":"[0-9a-f]+"/, `"version":"${version}"`) : content);
  }

  return {
    url,
    seeds: work.seeds,
    snapshot: work.snapshot,
    change(ops, { lose = false } = {}) {
      const delta = work.change(ops);
      if (!lose) sockets.emit('delta', delta);
      return delta;
    },
    rebuild() {
      sockets.emit('delta', work.rebuild());
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
    work,
    publish(next) {
      version = next;
    },
    close: async () => {
      http.closeAllConnections();
      await sockets.close();
    },
  };
}

function json(response: ServerResponse, status: number, body: unknown) {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
