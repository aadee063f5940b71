import type { TextureSource } from 'pixi.js';
import type { Status } from '../../engine/protocol/messages.js';
import { pageClock } from '../session/clock.js';
import { createCompositor } from './createCompositor.js';
import { createStage, type Going, type Shown, type StageDiagnostics } from './createStage.js';
import { type CropOf, whole } from './fitPicture.js';
import type { Motion } from './motion.js';
import { openRasterLoader } from './openRasterLoader.js';
import { createRasterCache } from './rasterCache.js';

export interface CompositeOptions {
  /** Filled by the canvas, in which the work hangs as large as it fits. It must be positioned and have a size. */
  mount: HTMLElement;
  /** Milliseconds since 1970 by the server's clock. */
  serverNow: () => number;
  motion: Motion;
  /** A wall's varnish; without it the composite is exact to the last bit. */
  varnished?: boolean;
  /** The most frames a second. */
  fps?: 30 | 60;
  /** Whether layers that are shown large are drawn from their larger rasters, where this machine can hold those. */
  largeRasters?: boolean;
  /** Whether rasters are kept on this machine for a time without a network. */
  keepOnDisk?: boolean;
  /** Told of every change of phase. */
  onPhase?: (phase: Status['phase']) => void;
  /** Told of every scene that is shown whole, with the time that it is of: milliseconds since 1970 by the server's clock. */
  onArrival?: (sceneTime: number) => void;
}

export interface CompositeDiagnostics extends StageDiagnostics {
  /** Textures on the GPU. */
  textures: number;
  contextLosses: number;
}

/** The living picture of a work: what `/`, `/screen` and `/studio` show. */
export interface Composite {
  readonly canvas: HTMLCanvasElement;
  readonly diagnostics: CompositeDiagnostics;
  /**
   * Goes from what is shown to what is to be shown, once its rasters are there, and from then on along with time. Another
   * work may be shown after the first: what stands there stays until the other is whole, and never is there nothing.
   * @returns true when the canvas shows it, false when a later call took over
   * @throws SceneError, WordError, LeverError when the words are not this manifest's; the picture stays
   */
  show(shown: Shown, going?: Going): Promise<boolean>;
  /** Shows a part of every work only, as one of several screens that span it; null for all of it. */
  setCrop(cropOf: CropOf | null): void;
  /** Lights a layer, by its token index, and dims the others; null for the whole picture again. */
  light(token: number | null): void;
  /** Draws nothing while asleep. */
  setAsleep(isAsleep: boolean): void;
  /**
   * A WebP of what is shown.
   * @param width of the picture, pixels; it is not enlarged
   * @param mostBytes quality is lowered until it fits
   * @throws when nothing is shown yet, or it does not fit
   */
  capture(width: number, mostBytes: number): Promise<Blob>;
  /** Everything the GPU holds is made anew. */
  rebuild(): void;
  destroy(): void;
}

/** A frame that has not come by then is not waited for. */
const FRAME_PATIENCE_MS = 250;
const FIRST_FADE_MS = 1_200;
const QUALITIES = [0.85, 0.7, 0.5, 0.3, 0.15];

export async function createComposite(options: CompositeOptions): Promise<Composite> {
  const { mount, motion, varnished = false, fps = 60, keepOnDisk = false, onPhase, onArrival } = options;
  const loader = openRasterLoader(keepOnDisk);
  const rasters = createRasterCache({ loader, upload });
  const compositor = await createCompositor({ rasterAt: rasters.get });
  const { canvas } = compositor;
  const isRoomy = options.largeRasters === true && canHoldLargeRasters(compositor.maxEdge);
  let isShown = false;
  let cropOf = whole;
  let contextLosses = 0;

  const stage = createStage({
    compositor,
    rasters,
    clock: pageClock,
    serverNow: options.serverNow,
    pictureSize: isRoomy ? compositor.pictureSize : () => ({ width: 0, height: 0 }),
    motion,
    varnished,
    fps,
    onPhase(phase) {
      if (phase === 'showing' && !isShown) fadeIn();
      onPhase?.(phase);
    },
    onArrival(sceneTime) {
      loader.pin(stage.rastersShown());
      onArrival?.(sceneTime);
    },
  });

  Object.assign(canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%', opacity: '0' });
  mount.append(canvas);
  const resizing = new ResizeObserver(layOut);
  resizing.observe(mount);
  layOut();
  canvas.addEventListener('webglcontextlost', onContextLost);
  canvas.addEventListener('webglcontextrestored', onContextRestored);

  /** At once while nothing moves; one a frame while something does, so that no frame waits for many. */
  let uploads: Promise<void> = Promise.resolve();
  function upload(texture: TextureSource): Promise<void> {
    const turn = async () => {
      if (stage.diagnostics.isMoving) await nextFrame();
      compositor.upload(texture);
    };
    uploads = uploads.then(turn);
    return uploads;
  }

  function layOut() {
    const { clientWidth, clientHeight } = mount;
    const ratio = Math.min(devicePixelRatio, compositor.maxEdge / Math.max(clientWidth, clientHeight, 1));
    const pixels = (length: number) => Math.max(1, Math.round(length * ratio));
    compositor.layOut({ width: pixels(clientWidth), height: pixels(clientHeight) }, cropOf);
    stage.redraw();
  }

  function fadeIn() {
    isShown = true;
    canvas.style.opacity = '1';
    if (motion !== 'none') canvas.animate({ opacity: [0, 1] }, { duration: FIRST_FADE_MS, easing: 'ease-in-out' });
  }

  function onContextLost() {
    contextLosses++;
    stage.setLost(true);
  }

  function onContextRestored() {
    compositor.reset();
    stage.setLost(false);
  }

  return {
    canvas,
    get diagnostics() {
      return { ...stage.diagnostics, textures: rasters.size + compositor.textures, contextLosses };
    },
    show: stage.show,
    setCrop(next) {
      cropOf = next ?? whole;
      layOut();
    },
    light: stage.light,
    setAsleep: stage.setAsleep,
    async capture(width, mostBytes) {
      if (!isShown) throw new Error('Nothing is shown yet.');
      const scale = Math.min(1, width / canvas.width);
      const copy = new OffscreenCanvas(Math.round(canvas.width * scale), Math.round(canvas.height * scale));
      const context = copy.getContext('2d');
      if (!context) throw new Error('This browser has no canvas to copy to.');
      context.imageSmoothingQuality = 'high';
      // Read in the task that drew it: the drawing buffer does not outlive that.
      stage.redraw();
      context.drawImage(canvas, 0, 0, copy.width, copy.height);
      for (const quality of QUALITIES) {
        const picture = await copy.convertToBlob({ type: 'image/webp', quality });
        if (picture.size <= mostBytes) return picture;
      }
      throw new Error(`The picture does not fit in ${mostBytes} bytes.`);
    },
    rebuild: onContextRestored,
    destroy() {
      stage.destroy();
      resizing.disconnect();
      compositor.destroy();
    },
  };
}

/**
 * Seven layers of 1024 × 1024 are 28 MiB of pictures, as much again on the GPU, and 56 MiB painted there in half floats;
 * two pictures of 1920 × 1080 beside them are 16 MiB. How much memory a machine has only Chromium says, and not over plain
 * HTTP: in gigabytes, 8 at most.
 */
function canHoldLargeRasters(maxEdge: number): boolean {
  const { deviceMemory = 8 } = navigator as { deviceMemory?: number };
  return maxEdge >= 4096 && deviceMemory >= 4;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    pageClock.onFrame(() => resolve());
    pageClock.after(FRAME_PATIENCE_MS, resolve);
  });
}
