import { setMaxListeners } from 'node:events';
import { createStage, type StageOptions } from '../../display/composite/createStage.js';
import type { View } from '../../display/composite/frame.js';
import { RasterUnavailable } from '../../display/composite/rasterUnavailable.js';
import { openScreen, type Screen } from '../../display/screen/openScreen.js';
import type { OpenTransport, TransportListener } from '../../display/session/transport.js';
import { REPLY_TIMEOUT_MS } from '../../display/session/transport.js';
import type { Delta } from '../../engine/protocol/messages.js';
import type { SimulatedWork } from './simulatedWork.js';
import type { VirtualClock } from './virtualClock.js';

// Every raster that a wall waits for listens for its giving up.
setMaxListeners(0);

/** How badly a network treats what it carries: shares of 1, and milliseconds. */
export interface Weather {
  lost: number;
  doubled: number;
  /** Each message takes up to so long, so that one overtakes another. */
  delayMs: number;
  /** Tries to open a line that fail. */
  refused: number;
}

/** How large every wall is, pixels. */
export const WALL = { width: 1920, height: 1080 };

export const FAIR: Weather = { lost: 0, doubled: 0, delayMs: 50, refused: 0 };

/** A wall with everything but pixels, on a network of its own. */
export interface SimulatedWall {
  screen: Screen;
  /** What it drew last; null before the first frame. */
  drawn(): View | null;
  /** Tells it of a change, as the weather lets. */
  tell(delta: Delta): void;
  /** Its network goes, with all that is on the way; or comes back. */
  setOffline(isOffline: boolean): void;
  weather: Weather;
  close(): void;
}

/**
 * @param draw  0…1
 * @param motion  as for a stage
 */
export function openSimulatedWall(
  work: SimulatedWork,
  clock: VirtualClock,
  draw: () => number,
  motion: StageOptions['motion'],
): SimulatedWall {
  const wall = { weather: FAIR };
  let listener: TransportListener | null = null;
  let isOffline = false;
  /** Rises with every line, and with its end: what was sent on another arrives nowhere. */
  let line = 0;
  let isUp = false;
  let drawn: View | null = null;

  const delay = () => draw() * wall.weather.delayMs;

  function send(arrive: () => void) {
    const sentOn = line;
    if (draw() < wall.weather.lost) return;
    const copies = draw() < wall.weather.doubled ? 2 : 1;
    for (let i = 0; i < copies; i++) clock.after(delay(), () => sentOn === line && arrive());
  }

  function end() {
    line++;
    if (!isUp) return;
    isUp = false;
    listener?.down();
  }

  const openTransport: OpenTransport = (toldTo) => {
    listener = toldTo;
    return {
      connect: () =>
        void clock.after(delay(), () => {
          if (isUp) return;
          if (isOffline || draw() < wall.weather.refused) return toldTo.down();
          line++;
          isUp = true;
          toldTo.up();
        }),
      ask: (event, message) =>
        new Promise((resolve, reject) => {
          if (!isUp) return reject(new Error('The line is down.'));
          clock.after(REPLY_TIMEOUT_MS, () => reject(new Error('No answer came.')));
          send(() => {
            const answer = event === 'hello' ? work.snapshot() : work.sync(message as { epoch: string; since: number });
            send(() => resolve(answer));
          });
        }),
      tell: () => {},
      get: (path) =>
        new Promise((resolve, reject) => {
          clock.after(delay(), () =>
            isOffline || !path.endsWith('/state') ? reject(new Error('No answer.')) : resolve(work.snapshot()),
          );
        }),
      close: end,
    };
  };

  const stage = createStage({
    clock,
    serverNow: clock.now,
    pictureSize: () => WALL,
    motion,
    varnished: true,
    fps: 60,
    compositor: {
      draw: (view) => {
        drawn = view;
      },
      hold: (frame) => ({
        ...frame,
        layers: frame.layers.map((layer) => ({ ...layer, to: layer.from, mix: 0 })),
      }),
      remember: () => {},
      forget: () => {},
      isIdle: () => true,
    },
    rasters: rastersBy(clock, delay, () => isOffline || draw() < wall.weather.lost),
  });
  const screen = openScreen({
    composite: stage,
    clock,
    openTransport,
    fetchWork: async () => ({ description: work.description, world: { chainId: 31_337, local: true, wallets: [] } }),
    memory: { kept: async () => undefined, keep: async () => {} },
    name: 'simulated',
    status: () => ({ phase: 'showing', frames: 0 }),
    random: draw,
  });
  void screen.hang(1);

  return Object.assign(wall, {
    screen,
    drawn: () => drawn,
    tell: (delta: Delta) => {
      if (isUp) send(() => listener?.message('delta', delta));
    },
    setOffline(next: boolean) {
      isOffline = next;
      if (next) end();
    },
    close() {
      screen.close();
      stage.destroy();
    },
  });
}

/** Rasters that come after a while, or not at all, and are there from then on. */
function rastersBy(clock: VirtualClock, delay: () => number, isLost: () => boolean): StageOptions['rasters'] {
  const there = new Set<string>();
  const loading = new Map<string, Promise<unknown>>();
  const load = (url: string) =>
    new Promise((resolve, reject) => {
      clock.after(delay(), () => {
        loading.delete(url);
        if (isLost()) return reject(new RasterUnavailable(url, null, false, 'the network'));
        there.add(url);
        resolve(url);
      });
    });
  return {
    load(url) {
      if (there.has(url)) return Promise.resolve(url);
      const pending = loading.get(url) ?? load(url);
      loading.set(url, pending);
      return pending;
    },
    get: (url) => (there.has(url) ? ({} as never) : undefined),
    trim: () => {},
    get size() {
      return there.size;
    },
    destroy: () => {},
  };
}
