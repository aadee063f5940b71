/**
 * Keeps the screen's page on its machine, whole builds at a time: one that is served, and the one before, to go back to
 * when a new build does not come to its feet. Rasters and states are kept by the page itself; pages for visitors are none of
 * its business. It imports nothing, so that it is one file.
 */

/** The files of this build, by their paths; the build puts it in. */
declare const BUILD: { version: string; files: string[] };

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What this file sees of its global scope; the DOM's types describe a page's. */
const scope = globalThis as unknown as {
  addEventListener(event: 'install' | 'activate', act: (event: Extendable) => void): void;
  addEventListener(event: 'fetch', act: (event: Fetching) => void): void;
  addEventListener(event: 'message', act: (event: Extendable & { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
};

/** Which build is served. */
interface Serving {
  version: string;
  former: string | null;
  /** When the page was started since it was last well, Unix milliseconds. */
  starts: number[];
}

const PAGE = '/screen/index.html';
/** So many starts within so long, none of which went well, and the build before is served again. */
const CRASH_LOOP = { starts: 4, withinMs: 600_000 };

const cacheOf = (version: string) => `build ${version}`;
const NOTES = 'build notes';
const NOTE = '/serving';

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(scope.skipWaiting());
  if (event.data === 'well') event.waitUntil(note((serving) => ({ ...serving, starts: [] })));
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && /^\/screen(\/|$)/.test(pathname)) event.respondWith(page(request));
  // Their names hold their content's hash: whichever build has one has the right one.
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});

/** All of it or nothing. */
async function install() {
  const cache = await caches.open(cacheOf(BUILD.version));
  await cache.addAll(BUILD.files.map((path) => new Request(path, { cache: 'no-cache' })));
  // A page that keeps failing will never ask for the build that mends it.
  if ((await serving()).starts.length > 1) await scope.skipWaiting();
}

async function activate() {
  const { version: former } = await serving();
  const isNew = former !== BUILD.version;
  await note((before) => (isNew ? { version: BUILD.version, former: before.version, starts: [] } : before));
  const kept = [BUILD.version, former].map(cacheOf);
  for (const name of await caches.keys()) {
    if (name.startsWith('build ') && name !== NOTES && !kept.includes(name)) await caches.delete(name);
  }
  await scope.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const { version } = await note((before) => {
    const now = Date.now();
    const starts = [...before.starts.filter((start) => now - start < CRASH_LOOP.withinMs), now];
    const isLoop = starts.length > CRASH_LOOP.starts && before.former !== null;
    return isLoop ? { version: before.former as string, former: null, starts: [] } : { ...before, starts };
  });
  const cache = await caches.open(cacheOf(version));
  return (await cache.match(PAGE)) ?? fetch(request);
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function serving(): Promise<Serving> {
  const notes = await caches.open(NOTES);
  const noted = await notes.match(NOTE);
  return noted ? noted.json() : { version: BUILD.version, former: null, starts: [] };
}

async function note(change: (before: Serving) => Serving): Promise<Serving> {
  const next = change(await serving());
  const notes = await caches.open(NOTES);
  await notes.put(NOTE, new Response(JSON.stringify(next)));
  return next;
}
