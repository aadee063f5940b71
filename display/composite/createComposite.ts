import type { Status } from '../../engine/protocol/messages.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { momentAt } from '../../engine/scene/moment.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { createCompositor } from './createCompositor.js';
import { fitCanvas } from './fitCanvas.js';
import { type Frame, restingFrame } from './frame.js';
import { createMorph, frameAt, type Morph, passOverMissing } from './morph.js';
import type { Motion } from './motion.js';
import { createRasterCache, RasterUnavailable } from './rasterCache.js';

export interface CompositeOptions {
  /** Holds the canvas, centred, as large as it fits. It must be positioned and have a size of its own. */
  mount: HTMLElement;
  work: {
    description: { work: number; rasterSize: number };
    manifest: Manifest;
    /** By token index. */
    seeds: readonly Hex[];
    /** Unix seconds by the server's clock. */
    now: () => number;
  };
  motion: Motion;
  /** Told of every change of phase. */
  onPhase?: (phase: Status['phase']) => void;
}

export interface CompositeDiagnostics {
  phase: Status['phase'];
  /** Frames drawn since the start; none while nothing moves. */
  frames: number;
  /** Textures on the GPU. */
  textures: number;
  contextLosses: number;
  /** Of the last change, milliseconds since 1970: when its first frame and when its last was drawn. */
  firstChangedFrameAt: number | null;
  morphCompleteAt: number | null;
}

/** The living picture of one work: what `/`, `/screen` and `/studio` show. */
export interface Composite {
  readonly canvas: HTMLCanvasElement;
  readonly diagnostics: CompositeDiagnostics;
  /**
   * Goes from what is shown to what the words say, once their rasters are there, and from then on along with time, step
   * by step. A later call takes over from wherever this one has come to.
   * @param words by token index
   * @param restyled the last block that changed a word
   * @returns true when the canvas shows it, false when a later call took over
   * @throws SceneError, WordError, LeverError when the words are not this manifest's; the picture stays
   */
  show(words: readonly Hex[], restyled: BlockRef): Promise<boolean>;
  destroy(): void;
}

const MORPH_MS = 2_400;
/** Drift is never in a hurry, but done well before its next step. */
const DRIFT_MS = 8_000;
const DRIFT_SHARE = 0.5;
/** Every other picture on the way suffices for as small a step as a walk's. */
const isShownInDrift = (_: unknown, i: number) => i % 2 === 1;
const QUICK_MS = 350;
const DISSOLVE_MS = 600;
const FIRST_FADE_MS = 1_200;
/** How long a morph waits for the first of its pictures between once those of its end are there. */
const BETWEEN_PATIENCE_MS = 1_500;
/** A display of 120 Hz need not draw more. */
const MIN_FRAME_MS = 1000 / 60 - 2;
const RETRY_MS = { first: 500, most: 15_000 };

/** How a scene is gone to: as an owner's change, or as time passes. */
type Pace = 'change' | 'drift';

/** The scene that was asked for last. */
interface Goal {
  /** The scene as text: two scenes of equal text are the same picture. */
  text: string;
  superseded: AbortController;
  shown: Promise<boolean>;
}

interface Running {
  morph: Morph;
  fromScene: Scene;
  toScene: Scene;
  /** By the clock of `performance.now()`. */
  start: number;
  duration: number;
  finish: () => void;
}

export async function createComposite({ mount, work, motion, onPhase }: CompositeOptions): Promise<Composite> {
  const { manifest, seeds } = work;
  const rasters = createRasterCache();
  const compositor = await createCompositor({ rasterAt: rasters.get });
  const { canvas } = compositor;

  let goal: Goal | null = null;
  /** What `show` was given last. */
  let standing: { words: readonly Hex[]; restyled: BlockRef } | null = null;
  let stepTimer: ReturnType<typeof setTimeout> | undefined;
  /** What is drawn while nothing runs, and the scene it is of. */
  let rest: { scene: Scene; frame: Frame } | null = null;
  let running: Running | null = null;
  /** The rasters that the goal waits for. */
  let awaited: string[] = [];
  let nextFrame = 0;
  let lastFrameAt = 0;
  let contextIsLost = false;
  let phase: Status['phase'] = 'loading';
  let frames = 0;
  let contextLosses = 0;
  let firstChangedFrameAt: number | null = null;
  let morphCompleteAt: number | null = null;

  Object.assign(canvas.style, { position: 'absolute', inset: '0', margin: 'auto', opacity: '0' });
  mount.append(canvas);
  const resizing = new ResizeObserver(resize);
  resizing.observe(mount);
  resize();
  canvas.addEventListener('webglcontextlost', onContextLost);
  canvas.addEventListener('webglcontextrestored', onContextRestored);

  const urlOf = (recipe: Recipe) => recipeUrl(work.description.work, recipe);

  async function show(words: readonly Hex[], restyled: BlockRef): Promise<boolean> {
    const scene = sceneNow(words, restyled);
    standing = { words, restyled };
    awaitNextStep(restyled);
    return goTo(scene, 'change');
  }

  function sceneNow(words: readonly Hex[], restyled: BlockRef): Scene {
    return evaluateScene({ manifest, words, seeds, moment: momentAt(manifest, restyled, work.now()) });
  }

  function awaitNextStep(restyled: BlockRef) {
    clearTimeout(stepTimer);
    if (!manifest.motion) return;
    const { step } = momentAt(manifest, restyled, work.now());
    const wait = restyled.time + (step + 1) * manifest.motion.stepSeconds - work.now();
    stepTimer = setTimeout(drift, Math.max(0, wait) * 1000);
  }

  /** Goes on to the step that it is now, after what is still on its way. */
  async function drift() {
    await goal?.shown.catch(() => {});
    if (!standing) return;
    const { words, restyled } = standing;
    awaitNextStep(restyled);
    await goTo(sceneNow(words, restyled), 'drift');
  }

  async function goTo(scene: Scene, pace: Pace): Promise<boolean> {
    const text = JSON.stringify(scene);
    // Other words can be the same picture: a revision counted, a lever that is bound to nothing visible.
    if (goal?.text === text) return goal.shown;
    goal?.superseded.abort();
    const superseded = new AbortController();
    goal = { text, superseded, shown: reach(scene, pace, superseded.signal) };
    return goal.shown;
  }

  async function reach(scene: Scene, pace: Pace, signal: AbortSignal): Promise<boolean> {
    awaited = scene.layers.filter(canBeSeen).map(({ recipe }) => urlOf(recipe));
    await Promise.all(awaited.map((url) => loadUntil(url, signal)));
    if (signal.aborted) return false;
    const from = nearestScene();
    const between = from && motion === 'morph' ? await loadBetween(from, scene, pace, signal) : [];
    if (signal.aborted) return false;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(false));
      begin(scene, between, pace, () => resolve(true));
    });
  }

  /** Loads a raster however long it takes; only the signal ends the trying. */
  async function loadUntil(url: string, signal: AbortSignal): Promise<void> {
    for (let pause = RETRY_MS.first; !signal.aborted; pause = Math.min(pause * 2, RETRY_MS.most)) {
      try {
        await rasters.load(url);
        // Nobody may want it any more.
        if (signal.aborted) trim();
        return;
      } catch (error) {
        if (!(error instanceof RasterUnavailable)) throw error;
        if (error.refused && !signal.aborted) setPhase('failed');
        await pauseFor(Math.min(error.retryAfter ?? pause, RETRY_MS.most), signal);
      }
    }
  }

  /**
   * Asks for the pictures between two scenes and waits for each layer's first alone: they are painted in the order they
   * are needed, faster than a morph goes.
   * @returns by layer, in order
   */
  async function loadBetween(from: Scene, to: Scene, pace: Pace, signal: AbortSignal): Promise<string[][]> {
    const urls = to.layers.map((layer, i) => {
      const before = from.layers[i] as SceneLayer;
      if (!canBeSeen(before) || !canBeSeen(layer)) return [];
      const morphs = morphRecipes(before.recipe, layer.recipe);
      return (pace === 'drift' ? morphs.filter(isShownInDrift) : morphs).map(urlOf);
    });
    const patience = AbortSignal.any([signal, AbortSignal.timeout(BETWEEN_PATIENCE_MS + MORPH_MS)]);
    awaited = [...awaited, ...urls.flat()];
    // One that cannot be had is passed over.
    const loading = urls.map((ofLayer) => ofLayer.map((url) => loadUntil(url, patience).catch(() => {})));
    await Promise.race([Promise.all(loading.map(([first]) => first)), pauseFor(BETWEEN_PATIENCE_MS, signal)]);
    return urls;
  }

  function begin(scene: Scene, between: readonly (readonly string[])[], pace: Pace, finish: () => void) {
    const frame = restingFrame(scene, ({ recipe }) => urlOf(recipe));
    const from = frameNow();
    awaited = [];
    firstChangedFrameAt = null;
    morphCompleteAt = null;
    if (!from || motion === 'none' || motion === 'dissolve' || contextIsLost) {
      if (from && motion === 'dissolve') dissolveFrom(from);
      settle(scene, frame);
      if (!from) fadeIn();
      finish();
      return;
    }
    running = {
      morph: createMorph(compositor.hold(from), frame, between),
      fromScene: nearestScene() ?? scene,
      toScene: scene,
      start: performance.now(),
      duration: durationOf(pace),
      finish,
    };
    setPhase('morphing');
    cancelAnimationFrame(nextFrame);
    nextFrame = requestAnimationFrame(step);
  }

  function durationOf(pace: Pace): number {
    if (motion !== 'morph') return QUICK_MS;
    if (pace === 'change') return MORPH_MS;
    return Math.min(DRIFT_MS, (manifest.motion?.stepSeconds ?? 0) * 1000 * DRIFT_SHARE);
  }

  function step(time: number) {
    if (!running) return;
    nextFrame = requestAnimationFrame(step);
    if (time - lastFrameAt < MIN_FRAME_MS || !compositor.isIdle()) return;
    lastFrameAt = time;
    const progress = progressOf(running, time);
    if (progress >= 1) {
      const { toScene, morph, finish } = running;
      settle(toScene, morph.to);
      finish();
    } else {
      draw(frameOf(running, time));
      if (progress > 0) firstChangedFrameAt ??= now();
    }
  }

  /** Draws a scene at rest and lets go of what the way there needed. */
  function settle(scene: Scene, frame: Frame) {
    cancelAnimationFrame(nextFrame);
    running = null;
    rest = { scene, frame: compositor.hold(frame) };
    draw(frame);
    firstChangedFrameAt ??= now();
    morphCompleteAt = now();
    setPhase('showing');
    trim();
  }

  function trim() {
    const shown = running ? running.morph.poses.flat() : (rest?.frame.layers.map(({ from }) => from) ?? []);
    rasters.trim(new Set([...awaited, ...shown.map(({ raster }) => raster)]));
  }

  function setPhase(next: Status['phase']) {
    phase = next;
    onPhase?.(next);
  }

  function draw(frame: Frame) {
    if (contextIsLost) return;
    compositor.draw(frame);
    frames++;
  }

  function frameNow(): Frame | null {
    if (running) return frameOf(running, performance.now());
    return rest?.frame ?? null;
  }

  function frameOf(run: Running, time: number): Frame {
    const progress = progressOf(run, time);
    run.morph = passOverMissing(run.morph, progress, (raster) => Boolean(rasters.get(raster)));
    return frameAt(run.morph, progress);
  }

  /** The scene that is shown, or the nearer end of the way that is being gone. */
  function nearestScene(): Scene | null {
    if (!running) return rest?.scene ?? null;
    return progressOf(running, performance.now()) < 0.5 ? running.fromScene : running.toScene;
  }

  function fadeIn() {
    canvas.style.opacity = '1';
    if (motion !== 'none') canvas.animate({ opacity: [0, 1] }, { duration: FIRST_FADE_MS, easing: 'ease-in-out' });
  }

  /** Lays a copy of a frame over the canvas and fades it away. */
  function dissolveFrom(frame: Frame) {
    const copy = document.createElement('canvas');
    copy.width = canvas.width;
    copy.height = canvas.height;
    copy.style.cssText = canvas.style.cssText;
    // Read in the task that drew it: the drawing buffer does not outlive that.
    draw(frame);
    copy.getContext('2d')?.drawImage(canvas, 0, 0);
    canvas.after(copy);
    copy.animate({ opacity: [1, 0] }, { duration: DISSOLVE_MS, fill: 'forwards' }).onfinish = () => copy.remove();
  }

  function resize() {
    const { clientWidth, clientHeight } = mount;
    const fit = fitCanvas(
      manifest.canvas,
      { width: clientWidth, height: clientHeight },
      devicePixelRatio,
      compositor.maxEdge,
    );
    canvas.style.width = `${fit.cssWidth}px`;
    canvas.style.height = `${fit.cssHeight}px`;
    if (fit.width === canvas.width && fit.height === canvas.height) return;
    compositor.resize(fit.width, fit.height);
    const frame = frameNow();
    if (frame) draw(frame);
  }

  function onContextLost() {
    contextIsLost = true;
    contextLosses++;
  }

  function onContextRestored() {
    contextIsLost = false;
    compositor.reset();
    if (running) {
      const { toScene, morph, finish } = running;
      settle(toScene, morph.to);
      finish();
    } else if (rest) {
      draw(rest.frame);
    }
  }

  return {
    canvas,
    get diagnostics() {
      return {
        phase,
        frames,
        textures: rasters.size + compositor.textures,
        contextLosses,
        firstChangedFrameAt,
        morphCompleteAt,
      };
    },
    show,
    destroy() {
      goal?.superseded.abort();
      clearTimeout(stepTimer);
      standing = null;
      cancelAnimationFrame(nextFrame);
      resizing.disconnect();
      rasters.destroy();
      compositor.destroy();
    },
  };
}

const canBeSeen = ({ visible, opacity }: SceneLayer) => visible && opacity > 0;

const progressOf = ({ start, duration }: Running, time: number) => Math.min(1, Math.max(0, (time - start) / duration));

const now = () => performance.timeOrigin + performance.now();

/** Ends early when the signal is aborted. */
function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
