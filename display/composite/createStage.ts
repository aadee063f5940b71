import type { Status } from '../../engine/protocol/messages.js';
import type { BlockRef, Hex } from '../../engine/protocol/primitives.js';
import { evaluateScene } from '../../engine/scene/evaluateScene.js';
import type { Manifest } from '../../engine/scene/manifest.js';
import { momentAt } from '../../engine/scene/moment.js';
import { morphRecipes } from '../../engine/scene/morphRecipes.js';
import { FIRST_SIDE, type RasterSide, type RasterSizes, rasterSide } from '../../engine/scene/rasterSide.js';
import type { Recipe } from '../../engine/scene/recipe.js';
import { recipeUrl } from '../../engine/scene/recipeUrl.js';
import type { Scene, SceneLayer } from '../../engine/scene/scene.js';
import { type Clock, pauseFor } from '../session/clock.js';
import type { Compositor } from './createCompositor.js';
import { type Frame, restingFrame, type Transition, type View } from './frame.js';
import { createFrameMeter, type FrameMeter } from './frameMeter.js';
import { createMorph, frameAt, type Morph, passOverMissing } from './morph.js';
import type { Motion } from './motion.js';
import { seenFrom } from './parallax.js';
import type { RasterCache } from './rasterCache.js';
import { RasterUnavailable } from './rasterUnavailable.js';
import { createSpotlight } from './spotlight.js';

/** What a stage must know of a work to evaluate it. */
export interface StagedWork {
  description: RasterSizes & { work: number };
  manifest: Manifest;
  /** By token index. */
  seeds: readonly Hex[];
}

/** A work in one of its states. */
export interface Shown {
  work: StagedWork;
  /** By token index. */
  words: readonly Hex[];
  /** The last block that changed a word. */
  restyled: BlockRef;
}

/** How the stage goes to what it is to show. */
export interface Going {
  /** From another work to this one; between states of one work it is always the morph. */
  transition?: Transition;
  /** Milliseconds a transition between works takes. */
  duration?: number;
  /**
   * Asked once everything is loaded, and waited for: when to begin, milliseconds since 1970 by the server's clock. So
   * several screens begin in one moment, none before all are ready.
   */
  cue?: () => Promise<number>;
  /**
   * Shows the work as it was then, milliseconds since 1970 by the server's clock, instead of as it is now: what a machine
   * without a network has the rasters of.
   */
  asOf?: number;
}

export interface StageOptions {
  compositor: Pick<Compositor, 'draw' | 'hold' | 'remember' | 'forget' | 'isIdle'>;
  rasters: RasterCache;
  clock: Clock;
  /** Milliseconds since 1970 by the server's clock: every screen takes the same drift step at the same time. */
  serverNow: () => number;
  /** How large the whole of a work is shown, device pixels; 0 × 0 for one that is never drawn from its larger rasters. */
  pictureSize: (canvas: { width: number; height: number }) => { width: number; height: number };
  motion: Motion;
  /** Whether a varnish lies over the composite, with light that turns and a trace that sinks while the work changes. */
  varnished: boolean;
  /** The most frames a second. */
  fps: 30 | 60;
  /** Told of every change of phase. */
  onPhase?: (phase: Status['phase']) => void;
  /** Told of every scene that is shown whole, with the time that it is of: milliseconds since 1970 by the server's clock. */
  onArrival?: (sceneTime: number) => void;
}

export interface StageDiagnostics extends Omit<FrameMeter, 'note' | 'rest'> {
  phase: Status['phase'];
  /** Of the last change, milliseconds since 1970: when its first frame and when its last was drawn. */
  firstChangedFrameAt: number | null;
  /** When it was begun: frames show how far it has come since, on a slow machine too. */
  begunAt: number | null;
  morphCompleteAt: number | null;
  /** Whether all that is shown at rest is drawn from rasters as large as its size asks for. */
  isRefined: boolean;
  /** Whether a frame is due: then one must come soon, or something hangs. */
  isMoving: boolean;
}

/**
 * What moves on a canvas, and when. It evaluates scenes, sees to their rasters, and goes from one picture to the next; at
 * rest it draws nothing. All time comes from its clock and all pixels go to its compositor, so that it runs anywhere.
 */
export interface Stage {
  readonly diagnostics: StageDiagnostics;
  /**
   * Goes from what is shown to what is to be shown, once its rasters are there, and from then on along with time, step by
   * step. What stands there stays until then, of another work too. A later call takes over from wherever this one has
   * come to.
   * @returns true when the canvas shows it, false when a later call took over
   * @throws SceneError, WordError, LeverError when the words are not this manifest's; the picture stays
   */
  show(shown: Shown, going?: Going): Promise<boolean>;
  /**
   * Lights a layer and dims the others, whatever else goes on; null for the whole picture again.
   * @param token the layer's index
   */
  light(token: number | null): void;
  /** Draws what is shown once more: the canvas has lost it, to another size for one. */
  redraw(): void;
  /** Draws nothing while asleep; wakes in what is to be shown by then. */
  setAsleep(isAsleep: boolean): void;
  /** The GPU is gone, or back. */
  setLost(isLost: boolean): void;
  /** The URLs of the rasters that it shows at rest, and of those that it would begin with. */
  rastersShown(): string[];
  destroy(): void;
}

const MORPH_MS = 2_400;
/** How long the trace of the earlier painting takes to sink. */
const TRACE_MS = 5_000;
/** Drift is never in a hurry, but done well before its next step. */
const DRIFT_MS = 8_000;
const DRIFT_SHARE = 0.5;
/** How long after a step every screen begins its drift, so that each has had time to load: of the step, and at most. */
const DRIFT_LEAD = { share: 0.1, mostMs: 3_000 };
/** Every other picture on the way suffices for as small a step as a walk's. */
const isShownInDrift = (_: unknown, i: number) => i % 2 === 1;
const QUICK_MS = 350;
/** From a picture to the same one of larger rasters. */
const REFINING_MS = 600;
const DISSOLVE_MS = 600;
/** From one work to another. */
const CHANGE_OF_WORK_MS = 4_000;
/** How long a morph waits for the first of its pictures between once those of its end are there. */
const BETWEEN_PATIENCE_MS = 1_500;
const RETRY_MS = { first: 500, most: 15_000 };
/** By so much the light turns, and layers part, while a walk takes a step: of what they do for a change. */
const DRIFT_LEAN = 0.35;
/** Each change leans to another side: by the golden angle from block to block, the same on every screen. */
const SIDE_A_BLOCK = 2.399963;

/** How a scene is gone to: as an owner's change, or as time passes. */
type Pace = 'change' | 'drift';

/** The scene that was asked for last. */
interface Goal {
  /** Work and scene as text: two of equal text are the same picture. */
  text: string;
  superseded: AbortController;
  shown: Promise<boolean>;
}

/** A scene of a work. */
interface StagedScene {
  work: StagedWork;
  scene: Scene;
  /** That it is of, milliseconds since 1970 by the server's clock. */
  time: number;
}

/** Something that takes its time. */
interface Timed {
  /** By the stage's clock. */
  start: number;
  duration: number;
}

interface Running extends Timed {
  morph: Morph;
  from: StagedScene;
  to: StagedScene;
  /** How far light and layers lean in the middle of it, and to which side. */
  lean: number;
  side: number;
  /** Whether it is the same picture, of other rasters. */
  refines: boolean;
  finish: () => void;
}

/** The remembered picture on its way out. */
interface Passing extends Timed {
  by: NonNullable<View['before']>['by'];
  finish: () => void;
}

export function createStage(options: StageOptions): Stage {
  const { compositor, rasters, clock, serverNow, pictureSize, motion, varnished, onPhase, onArrival } = options;
  /** A display of 120 Hz need not draw more; the margin is for frames that come a little early. */
  const leastFrameMs = 1000 / options.fps - 2;
  const meter = createFrameMeter();
  const spotlight = createSpotlight(motion === 'morph' || motion === 'quick');

  let goal: Goal | null = null;
  /** What `show` was given last. */
  let standing: Shown | null = null;
  let cancelStep: () => void = () => {};
  /** What is drawn while nothing runs. */
  let rest: (StagedScene & { frame: Frame }) | null = null;
  let running: Running | null = null;
  let passing: Passing | null = null;
  /** The rasters that the goal waits for, or its refinement. */
  let awaited: string[] = [];
  let refining = new AbortController();
  let cancelFrame: (() => void) | null = null;
  let lastFrameAt = 0;
  let isLost = false;
  let isAsleep = false;
  let phase: Status['phase'] = 'loading';
  let firstChangedFrameAt: number | null = null;
  let begunAt: number | null = null;
  let morphCompleteAt: number | null = null;

  const urlOf = (work: StagedWork, recipe: Recipe, side: RasterSide = FIRST_SIDE) =>
    recipeUrl(idOf(work), recipe, side);

  /** The raster that a layer is to be drawn from in the end. */
  const refinedUrlOf = ({ work, scene }: StagedScene, layer: SceneLayer) =>
    urlOf(work, layer.recipe, rasterSide(layer, scene, pictureSize(scene), work.description));

  /** The raster to begin with: the larger one only where it is here already, or not needed. */
  function firstUrlOf(staged: StagedScene, layer: SceneLayer): string {
    const refined = refinedUrlOf(staged, layer);
    return !canBeSeen(layer) || rasters.get(refined) ? refined : urlOf(staged.work, layer.recipe);
  }

  async function show(shown: Shown, going: Going = {}): Promise<boolean> {
    const staged = sceneAt(shown, going.asOf ?? serverNow());
    standing = shown;
    awaitNextStep(shown);
    return goTo(staged, 'change', going);
  }

  function sceneAt({ work, words, restyled }: Shown, time: number): StagedScene {
    const { manifest, seeds } = work;
    const scene = evaluateScene({ manifest, words, seeds, moment: momentAt(manifest, restyled, time / 1000) });
    return { work, scene, time };
  }

  function awaitNextStep({ work: { manifest }, restyled }: Shown) {
    cancelStep();
    if (!manifest.motion) return;
    const { stepSeconds } = manifest.motion;
    const { step } = momentAt(manifest, restyled, serverNow() / 1000);
    const next = (restyled.time + (step + 1) * stepSeconds) * 1000;
    const lead = Math.min(DRIFT_LEAD.mostMs, DRIFT_LEAD.share * stepSeconds * 1000);
    cancelStep = clock.after(Math.max(0, next - serverNow()), () => drift(next + lead));
  }

  /** Goes on to the step that it is now, after what is still on its way. */
  async function drift(cue: number) {
    await goal?.shown.catch(() => {});
    if (!standing) return;
    const shown = standing;
    awaitNextStep(shown);
    await goTo(sceneAt(shown, serverNow()), 'drift', { cue: async () => cue });
  }

  async function goTo(to: StagedScene, pace: Pace, going: Going): Promise<boolean> {
    const text = `${idOf(to.work)} ${JSON.stringify(to.scene)}`;
    // Other words can be the same picture: a revision counted, a lever that is bound to nothing visible.
    if (goal?.text === text) return goal.shown;
    goal?.superseded.abort();
    refining.abort();
    const superseded = new AbortController();
    goal = { text, superseded, shown: reach(to, pace, going, superseded.signal) };
    return goal.shown;
  }

  async function reach(to: StagedScene, pace: Pace, going: Going, signal: AbortSignal): Promise<boolean> {
    const urls = to.scene.layers.map((layer) => firstUrlOf(to, layer));
    awaited = urls.filter((_, i) => canBeSeen(to.scene.layers[i] as SceneLayer));
    await Promise.all(awaited.map((url) => loadUntil(url, signal)));
    if (signal.aborted) return false;
    const from = nearestScene();
    const isMorph = motion === 'morph' && from !== null && idOf(from.work) === idOf(to.work) && !isAsleep;
    const between = isMorph ? await loadBetween(from.scene, to, pace, signal) : [];
    if (signal.aborted) return false;
    const start = await startOf(going, signal);
    if (signal.aborted) return false;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(false));
      begin(to, urls, between, pace, going, start, () => {
        resolve(true);
        void refine();
      });
    });
  }

  /** Waits for the cue, if there is one. By this machine's clock. */
  async function startOf({ cue }: Going, signal: AbortSignal): Promise<number> {
    if (!cue) return clock.now();
    const start = await cue().then(
      (time) => time - serverNow() + clock.now(),
      () => clock.now(),
    );
    await pauseFor(clock, Math.max(0, start - clock.now()), signal);
    return start;
  }

  /** Loads a raster however long it takes; only the signal ends the trying. */
  async function loadUntil(
    url: string,
    signal: AbortSignal,
    onRefused: () => void = () => setPhase('failed'),
  ): Promise<void> {
    for (let pause = RETRY_MS.first; !signal.aborted; pause = Math.min(pause * 2, RETRY_MS.most)) {
      try {
        await rasters.load(url);
        // Nobody may want it any more.
        if (signal.aborted) trim();
        return;
      } catch (error) {
        if (!(error instanceof RasterUnavailable)) throw error;
        if (error.refused && !signal.aborted) onRefused();
        await pauseFor(clock, Math.min(error.retryAfter ?? pause, RETRY_MS.most), signal);
      }
    }
  }

  /**
   * Asks for the pictures between two scenes and waits for each layer's first alone: they are painted in the order they
   * are needed, faster than a morph goes.
   * @returns by layer, in order
   */
  async function loadBetween(from: Scene, to: StagedScene, pace: Pace, signal: AbortSignal): Promise<string[][]> {
    const urls = to.scene.layers.map((layer, i) => {
      const before = from.layers[i] as SceneLayer;
      if (!canBeSeen(before) || !canBeSeen(layer)) return [];
      const morphs = morphRecipes(before.recipe, layer.recipe);
      return (pace === 'drift' ? morphs.filter(isShownInDrift) : morphs).map((recipe) => urlOf(to.work, recipe));
    });
    const patience = new AbortController();
    const cancelPatience = clock.after(BETWEEN_PATIENCE_MS + MORPH_MS, () => patience.abort());
    signal.addEventListener('abort', () => patience.abort(), { once: true });
    awaited = [...awaited, ...urls.flat()];
    // One that cannot be had is passed over.
    const loading = urls.map((ofLayer) => ofLayer.map((url) => loadUntil(url, patience.signal).catch(() => {})));
    void Promise.all(loading.flat()).then(cancelPatience);
    await Promise.race([
      Promise.all(loading.map(([first]) => first)),
      pauseFor(clock, BETWEEN_PATIENCE_MS, patience.signal),
    ]);
    return urls;
  }

  function begin(
    to: StagedScene,
    urls: readonly string[],
    between: readonly (readonly string[])[],
    pace: Pace,
    { transition = 'dissolve', duration = CHANGE_OF_WORK_MS }: Going,
    start: number,
    finish: () => void,
  ) {
    const frame = restingFrame(idOf(to.work), to.scene, urls);
    const from = nearestScene();
    awaited = [];
    begunAt = Math.max(start, clock.now());
    firstChangedFrameAt = null;
    morphCompleteAt = null;
    const isOtherWork = from !== null && idOf(from.work) !== idOf(to.work);
    if (!from || motion === 'none' || isLost || isAsleep || (isOtherWork && transition === 'cut')) {
      endPassing();
      settle(to, frame);
      finish();
      return;
    }
    if (isOtherWork || motion === 'dissolve') {
      const by = motion === 'morph' && transition !== 'cut' ? transition : 'crossfade';
      leave({ by, start, duration: isOtherWork && motion === 'morph' ? duration : DISSOLVE_MS, finish });
      rest = { ...to, frame: compositor.hold(frame) };
      running = null;
    } else {
      // A whole picture that is still on its way out is not made a trace of.
      if (varnished && pace === 'change' && (!passing || passing.by === 'trace'))
        leave({ by: 'trace', start, duration: TRACE_MS, finish: () => {} });
      running = {
        morph: createMorph(
          compositor.hold(frameAtTime(start)),
          frame,
          between,
          motion === 'quick' ? 'fading' : 'brush',
        ),
        from,
        to,
        start,
        duration: durationOf(pace, to.work.manifest),
        lean: varnished ? (pace === 'drift' ? DRIFT_LEAN : 1) : 0,
        side: (standing?.restyled.number ?? 0) * SIDE_A_BLOCK,
        refines: false,
        finish,
      };
    }
    setPhase('morphing');
    animate();
  }

  /**
   * Draws what stands there from rasters as large as its size asks for, once they are all here. They come after whatever
   * changes, and one that is refused changes nothing.
   */
  async function refine(): Promise<void> {
    refining.abort();
    const at = rest;
    if (!at || running || isRefined()) return;
    refining = new AbortController();
    const { signal } = refining;
    const urls = at.scene.layers.map((layer) => refinedUrlOf(at, layer));
    awaited = urls.filter((_, i) => canBeSeen(at.scene.layers[i] as SceneLayer));
    await Promise.all(awaited.map((url) => loadUntil(url, signal, () => refining.abort())));
    if (signal.aborted || rest !== at || running) return;
    awaited = [];
    const frame = restingFrame(idOf(at.work), at.scene, urls);
    if (motion === 'none' || isLost || isAsleep) return settleRefined(at, frame);
    const morph = createMorph(at.frame, frame, [], 'fading');
    const timed = { start: clock.now(), duration: REFINING_MS };
    running = { ...timed, morph, from: at, to: at, lean: 0, side: 0, refines: true, finish: () => {} };
    animate();
  }

  function settleRefined(to: StagedScene, frame: Frame) {
    running = null;
    rest = { ...to, frame: compositor.hold(frame) };
    draw(clock.now());
    trim();
    onArrival?.(rest.time);
  }

  function isRefined(): boolean {
    const at = rest;
    if (!at || running) return false;
    return at.scene.layers.every((layer, i) => at.frame.layers[i]?.from.raster === refinedUrlOf(at, layer));
  }

  /** Remembers what is shown, to go from it. */
  function leave(next: Passing) {
    compositor.remember(viewAt(next.start));
    passing = next;
  }

  function endPassing() {
    passing = null;
    compositor.forget();
  }

  function durationOf(pace: Pace, manifest: Manifest): number {
    if (motion !== 'morph') return QUICK_MS;
    if (pace === 'change') return MORPH_MS;
    return Math.min(DRIFT_MS, (manifest.motion?.stepSeconds ?? 0) * 1000 * DRIFT_SHARE);
  }

  function animate() {
    cancelFrame ??= clock.onFrame((time) => {
      cancelFrame = null;
      if (time - lastFrameAt >= leastFrameMs && compositor.isIdle()) advance(time);
      if (isMoving()) animate();
      else meter.rest();
    });
  }

  function advance(time: number) {
    lastFrameAt = time;
    const ended: (() => void)[] = [];
    const isChanged = [running, passing].some((timed) => timed && time > timed.start);
    if (passing && progressOf(passing, time) >= 1) {
      ended.push(passing.finish);
      endPassing();
    }
    if (running && progressOf(running, time) >= 1) {
      const { to, morph, refines, finish } = running;
      ended.push(finish);
      if (refines) settleRefined(to, morph.to);
      else settle(to, morph.to);
    } else {
      draw(time);
    }
    if (isChanged) firstChangedFrameAt ??= clock.now();
    // What only sinks is no change any more.
    if (!running && (!passing || passing.by === 'trace') && phase === 'morphing') arrive();
    for (const finish of ended) finish();
  }

  /** Draws a scene at rest and lets go of what the way there needed. */
  function settle(to: StagedScene, frame: Frame) {
    running = null;
    rest = { ...to, frame: compositor.hold(frame) };
    draw(clock.now());
    firstChangedFrameAt ??= clock.now();
    if (!passing || passing.by === 'trace') arrive();
  }

  function arrive() {
    morphCompleteAt = clock.now();
    setPhase(isAsleep ? 'asleep' : 'showing');
    trim();
    if (rest) onArrival?.(rest.time);
  }

  function trim() {
    const shown = running ? running.morph.poses.flat() : (rest?.frame.layers.map(({ from }) => from) ?? []);
    rasters.trim(new Set([...awaited, ...shown.map(({ raster }) => raster)]));
  }

  function setPhase(next: Status['phase']) {
    phase = next;
    onPhase?.(next);
  }

  function draw(time: number) {
    if (isLost || isAsleep || !(running || rest)) return;
    const begun = clock.now();
    compositor.draw(viewAt(time));
    meter.note(time, clock.now() - begun);
    if (!isMoving()) meter.rest();
  }

  const isMoving = () => running !== null || passing !== null || spotlight.isMoving(lastFrameAt);

  function viewAt(time: number): View {
    const frame = frameAtTime(time);
    return {
      frame: running ? seenFrom(frame, leanOf(running, time), running.side) : frame,
      before: passing && { by: passing.by, progress: progressOf(passing, time) },
      lit: spotlight.at(time),
      varnish: varnished ? { turn: running ? leanOf(running, time) * (Math.cos(running.side) < 0 ? -1 : 1) : 0 } : null,
    };
  }

  /** The frame without any lean. */
  function frameAtTime(time: number): Frame {
    if (!running) return (rest as { frame: Frame }).frame;
    const progress = progressOf(running, time);
    running.morph = passOverMissing(running.morph, progress, (raster) => Boolean(rasters.get(raster)));
    return frameAt(running.morph, progress);
  }

  /** The scene that is shown, or the nearer end of the way that is being gone. */
  function nearestScene(): StagedScene | null {
    if (!running) return rest;
    return progressOf(running, clock.now()) < 0.5 ? running.from : running.to;
  }

  /** Goes to the end of what is under way, without a way there. */
  function jump() {
    const finishes = [running?.finish, passing?.finish];
    endPassing();
    if (running?.refines) settleRefined(running.to, running.morph.to);
    else if (running) settle(running.to, running.morph.to);
    else if (phase === 'morphing') arrive();
    for (const finish of finishes) finish?.();
  }

  return {
    get diagnostics() {
      const { frames, fps, longFrames, frameMs } = meter;
      return {
        phase,
        frames,
        fps,
        longFrames,
        frameMs,
        begunAt,
        firstChangedFrameAt,
        morphCompleteAt,
        isRefined: isRefined(),
        isMoving: isMoving() && !isLost && !isAsleep,
      };
    },
    show,
    light(token) {
      lastFrameAt = clock.now();
      spotlight.turn(token, lastFrameAt);
      if (isMoving()) animate();
      else draw(lastFrameAt);
    },
    redraw() {
      draw(clock.now());
      void refine();
    },
    setAsleep(next) {
      if (next === isAsleep) return;
      isAsleep = next;
      if (next) jump();
      else draw(clock.now());
      if (rest) setPhase(next ? 'asleep' : 'showing');
    },
    setLost(next) {
      isLost = next;
      if (next) return;
      jump();
      draw(clock.now());
    },
    rastersShown() {
      if (!rest) return [];
      const { work, scene, frame } = rest;
      const shown = frame.layers.filter(({ opacity }) => opacity > 0).map(({ from }) => from.raster);
      const first = scene.layers.filter(canBeSeen).map(({ recipe }) => urlOf(work, recipe));
      return [...new Set([...shown, ...first])];
    },
    destroy() {
      goal?.superseded.abort();
      refining.abort();
      cancelStep();
      standing = null;
      cancelFrame?.();
      rasters.destroy();
    },
  };
}

const idOf = ({ description }: StagedWork) => description.work;

const canBeSeen = ({ visible, opacity }: SceneLayer) => visible && opacity > 0;

const progressOf = ({ start, duration }: Timed, time: number) => Math.min(1, Math.max(0, (time - start) / duration));

/** From nothing to the whole lean in the middle, and back. */
function leanOf(run: Running, time: number): number {
  return run.lean * Math.sin(Math.PI * progressOf(run, time)) ** 2;
}
