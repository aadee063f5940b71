import { LARGE_SIDE } from '../../engine/scene/rasterSide.js';
import { decodeWord, encodeWord } from '../../engine/scene/styleWord.js';
import { sampleManifest } from '../../test/harness/sampleManifest.js';
import { createSimulatedWork } from '../../test/harness/simulatedWork.js';
import { createVirtualClock } from '../../test/harness/virtualClock.js';
import { createStage, type Shown, type StageOptions } from './createStage.js';
import type { View } from './frame.js';
import { RasterUnavailable } from './rasterUnavailable.js';

const START = 1_800_000_000_000;
/** The ridge, and its lever for the composition. */
const RIDGE = 2;

/** A stage whose canvas only notes what is drawn, and whose rasters are there after 20 ms. */
function setUp(options: Partial<StageOptions> = {}) {
  const clock = createVirtualClock(START, 20);
  const views: View[] = [];
  let remembered = 0;
  const there = new Set<string>();
  const stage = createStage({
    clock,
    serverNow: clock.now,
    pictureSize: () => ({ width: 1920, height: 1080 }),
    motion: 'morph',
    varnished: true,
    fps: 60,
    compositor: {
      draw: (view) => void views.push(view),
      hold: (frame) => ({ ...frame, layers: frame.layers.map((layer) => ({ ...layer, to: layer.from, mix: 0 })) }),
      remember: () => void remembered++,
      forget: () => {},
      isIdle: () => true,
    },
    rasters: {
      load: (url) =>
        new Promise((resolve) => {
          clock.after(there.has(url) ? 0 : 20, () => resolve(there.add(url)));
        }),
      get: (url) => (there.has(url) ? ({} as never) : undefined),
      trim: () => {},
      size: 0,
      destroy: () => {},
    },
    ...options,
  });
  const work = createSimulatedWork({ manifest: sampleManifest(), rasterSize: 16 });
  const shown = (id = 1): Shown => {
    const { tokens, restyled } = work.snapshot().state;
    return {
      work: {
        description: { work: id, rasterSize: 256, largeRasterSize: 256 },
        manifest: work.description.manifest,
        seeds: work.seeds,
      },
      words: tokens.map(({ word }) => word),
      restyled,
    };
  };
  function restyle(coarse: number) {
    const style = decodeWord(work.snapshot().state.tokens[RIDGE]!.word);
    const levers = [coarse, ...style.levers.slice(1)];
    work.change([{ op: 'style', token: RIDGE, word: encodeWord({ ...style, levers, revision: style.revision + 1 }) }]);
  }
  return { clock, stage, views, shown, restyle, remembered: () => remembered };
}

describe('a stage', () => {
  it('draws its first picture whole, and then nothing for as long as nothing changes', async () => {
    const { clock, stage, views, shown } = setUp();
    const isShown = stage.show(shown());
    await clock.pass(3_600_000);
    expect(await isShown).toBe(true);
    expect(views).toHaveLength(1);
    expect(stage.diagnostics).toMatchObject({ phase: 'showing', isMoving: false });
  });

  it('turns the light and parts the layers while a work changes, and rests exactly where it stood', async () => {
    const { clock, stage, views, shown, restyle } = setUp();
    void stage.show(shown());
    await clock.pass(1_000);
    restyle(5);
    void stage.show(shown());
    await clock.pass(60_000);
    const turns = views.map(({ varnish }) => Math.abs(varnish?.turn ?? Number.NaN));
    expect(Math.max(...turns)).toBeGreaterThan(0.1);
    expect(turns.at(-1)).toBe(0);
    expect(views.some(({ before }) => before?.by === 'trace')).toBe(true);
    expect(views.at(-1)?.before).toBeNull();
    const layers = views.at(-1)?.frame.layers;
    expect(layers?.every(({ mix, from, to }) => mix === 0 && from === to)).toBe(true);
  });

  it('draws no more frames a second than it may', async () => {
    const slow = setUp({ fps: 30 });
    void slow.stage.show(slow.shown());
    await slow.clock.pass(1_000);
    slow.restyle(5);
    void slow.stage.show(slow.shown());
    await slow.clock.pass(10_000);
    expect(slow.stage.diagnostics.fps).toBeGreaterThan(20);
    expect(slow.stage.diagnostics.fps).toBeLessThanOrEqual(31);
  });

  it('goes from one work to another by the transition asked for, with the first up until the second is whole', async () => {
    const { clock, stage, views, shown, remembered } = setUp();
    void stage.show(shown(1));
    await clock.pass(1_000);
    const isShown = stage.show(shown(2), { transition: 'displace', duration: 2_000 });
    await clock.pass(10);
    expect(views.at(-1)?.frame.work).toBe(1);
    await clock.pass(1_000);
    expect(views.at(-1)).toMatchObject({ frame: { work: 2 }, before: { by: 'displace' } });
    expect(remembered()).toBe(1);
    await clock.pass(2_000);
    expect(await isShown).toBe(true);
    expect(views.at(-1)).toMatchObject({ frame: { work: 2 }, before: null });
  });

  it('begins at the cue, by the server’s clock, once everything is loaded', async () => {
    const { clock, stage, views, shown, restyle } = setUp({ serverNow: () => clock.now() + 5_000 });
    void stage.show(shown());
    await clock.pass(1_000);
    restyle(5);
    let ready = 0;
    void stage.show(shown(), {
      cue: async () => {
        ready = clock.now();
        return clock.now() + 5_000 + 3_000;
      },
    });
    await clock.pass(2_900);
    expect(ready).toBeGreaterThan(0);
    expect(views).toHaveLength(1);
    await clock.pass(300);
    expect(views.length).toBeGreaterThan(1);
  });

  it('changes nothing but by a crossfade for people who asked for less motion', async () => {
    const { clock, stage, views, shown, restyle } = setUp({ motion: 'dissolve' });
    void stage.show(shown());
    await clock.pass(1_000);
    restyle(5);
    void stage.show(shown());
    await clock.pass(5_000);
    expect(new Set(views.map(({ before }) => before?.by).filter(Boolean))).toEqual(new Set(['crossfade']));
    expect(views.every(({ varnish }) => varnish?.turn === 0)).toBe(true);
  });

  it('stands on its first rasters while larger ones are put off, and goes over to them once they are there', async () => {
    let isOverloaded = true;
    const there = new Set<string>();
    const isLarge = (url: string) => url.includes(`-${LARGE_SIDE}.png`);
    const phases: string[] = [];
    const { clock, stage, views, shown } = setUp({
      rasters: {
        async load(url) {
          if (isOverloaded && isLarge(url)) throw new RasterUnavailable(url, 5_000, false, 'the painters are busy');
          there.add(url);
        },
        get: (url) => (there.has(url) ? ({} as never) : undefined),
        trim: () => {},
        size: 0,
        destroy: () => {},
      },
      onPhase: (phase) => void phases.push(phase),
    });
    const large = shown();
    large.work.description = { ...large.work.description, largeRasterSize: LARGE_SIDE };
    expect(await Promise.all([stage.show(large), clock.pass(60_000)])).toMatchObject([true]);
    const drawn = () => views.at(-1)?.frame.layers.filter(({ opacity }) => opacity > 0) ?? [];
    expect(drawn().some(({ from }) => isLarge(from.raster))).toBe(false);
    expect(stage.diagnostics).toMatchObject({ phase: 'showing', isRefined: false, isMoving: false });
    isOverloaded = false;
    await clock.pass(10_000);
    expect(drawn().some(({ from }) => isLarge(from.raster))).toBe(true);
    expect(stage.diagnostics).toMatchObject({ phase: 'showing', isRefined: true });
    expect(phases).not.toContain('failed');
  });

  it('draws nothing while asleep, and wakes in the newest state', async () => {
    const { clock, stage, views, shown, restyle } = setUp();
    void stage.show(shown());
    await clock.pass(1_000);
    stage.setAsleep(true);
    restyle(5);
    const isShown = stage.show(shown());
    await clock.pass(60_000);
    expect(await isShown).toBe(true);
    expect(views).toHaveLength(1);
    expect(stage.diagnostics.phase).toBe('asleep');
    stage.setAsleep(false);
    expect(views).toHaveLength(2);
    expect(views.at(-1)?.frame.layers).not.toEqual(views[0]?.frame.layers);
  });

  it('lets a later call take over from wherever an earlier one has come to', async () => {
    const { clock, stage, views, shown, restyle } = setUp();
    void stage.show(shown());
    await clock.pass(1_000);
    restyle(5);
    const first = stage.show(shown());
    await clock.pass(1_000);
    restyle(6);
    const second = stage.show(shown());
    await clock.pass(10_000);
    expect(await Promise.all([first, second])).toEqual([false, true]);
    expect(views.at(-1)?.before).toBeNull();
  });
});
