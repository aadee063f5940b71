import { restingFrame } from '../display/composite/frame.js';
import type { Op } from '../engine/protocol/messages.js';
import { evaluateScene } from '../engine/scene/evaluateScene.js';
import { leverMax } from '../engine/scene/leverValue.js';
import { momentOf } from '../engine/scene/moment.js';
import { rasterSide } from '../engine/scene/rasterSide.js';
import { recipeUrl } from '../engine/scene/recipeUrl.js';
import { decodeWord, encodeWord } from '../engine/scene/styleWord.js';
import { seededDraw } from './faults/seededDraw.js';
import { sampleManifest } from './harness/sampleManifest.js';
import { FAIR, openSimulatedWall, type SimulatedWall, WALL } from './harness/simulatedWalls.js';
import { createSimulatedWork, type SimulatedWork } from './harness/simulatedWork.js';
import { createVirtualClock } from './harness/virtualClock.js';

/**
 * Walls without pixels, on a virtual clock: the whole engine of the screen, from the line to the frame that would be drawn.
 * A seed that fails is run alone by its number.
 */
const SEEDS = 100;
const WALLS = 4;
const RESTYLES = 24;
const START = 1_800_000_000_000;
const FRAME_MS = 800;
const STORM = { lost: 0.2, doubled: 0.2, delayMs: 2_000, refused: 0.3 };

/** Walls are large: their layers end on rasters four times the side. */
const RASTERS = { rasterSize: 16, largeRasterSize: 64 };

const manifest = sampleManifest();

function setUp(seed: number) {
  const draw = seededDraw(seed);
  const chance = () => draw(1 << 20) / (1 << 20);
  const clock = createVirtualClock(START, FRAME_MS);
  const work = createSimulatedWork({ manifest, ...RASTERS });
  const walls = Array.from({ length: WALLS }, () => openSimulatedWall(work, clock, chance, 'morph'));
  return { draw, chance, clock, work, walls };
}

/** A random token's levers, set at random. */
function restyle(work: SimulatedWork, draw: (below: number) => number): Op {
  const token = draw(manifest.layers.length + 1);
  const { levers } = [manifest.master, ...manifest.layers][token]!;
  const style = decodeWord(work.snapshot().state.tokens[token]!.word);
  const next = levers.map((lever) => draw(leverMax(lever) + 1));
  return { op: 'style', token, word: encodeWord({ ...style, levers: next, revision: style.revision + 1 }) };
}

/** What the work looks like at rest. */
function restingOn(work: SimulatedWork) {
  const { tokens, restyled } = work.snapshot().state;
  const scene = evaluateScene({
    manifest,
    words: tokens.map(({ word }) => word),
    seeds: work.seeds,
    moment: momentOf(restyled, 0),
  });
  return restingFrame(
    1,
    scene,
    scene.layers.map((layer) => recipeUrl(1, layer.recipe, rasterSide(layer, scene, WALL, RASTERS))),
  );
}

function expectTruth(walls: readonly SimulatedWall[], work: SimulatedWork) {
  const { stateHash } = work.snapshot();
  const resting = restingOn(work);
  for (const { screen, drawn } of walls) {
    expect(screen.state.snapshot?.stateHash).toBe(stateHash);
    expect(screen.state.shown?.stateHash).toBe(stateHash);
    expect(drawn()?.frame).toEqual(resting);
  }
}

describe('walls on a bad network', () => {
  it(`end on the server's state, ${WALLS} of them in each of ${SEEDS} storms that lose, double, delay, reorder and cut off`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { draw, clock, work, walls } = setUp(seed);
      for (const wall of walls) wall.weather = STORM;
      for (let i = 0; i < RESTYLES; i++) {
        const delta = draw(25) === 0 ? work.rebuild() : work.change([restyle(work, draw)]);
        for (const wall of walls) wall.tell(delta);
        const cutOff = walls[draw(WALLS * 3)];
        cutOff?.setOffline(true);
        await clock.pass(draw(4_000));
        cutOff?.setOffline(false);
      }
      for (const wall of walls) wall.weather = FAIR;
      await clock.pass(90_000);
      try {
        expectTruth(walls, work);
      } catch (cause) {
        throw new Error(`seed ${seed} did not end on the server's state`, { cause });
      }
      for (const wall of walls) wall.close();
    }
  }, 120_000);

  it('show what ten minutes without a network brought, two seconds after they are back', async () => {
    const { draw, clock, work, walls } = setUp(7);
    await clock.pass(10_000);
    expectTruth(walls, work);
    for (const wall of walls) wall.setOffline(true);
    for (let i = 0; i < 50; i++) {
      work.change([restyle(work, draw)]);
      await clock.pass(12_000);
    }
    for (const { screen } of walls) expect(screen.state.connection).toBe('down');
    for (const wall of walls) wall.setOffline(false);
    for (const { screen } of walls) {
      while (screen.state.connection === 'down') await clock.pass(50);
      await clock.pass(2_000);
      expect(screen.state.snapshot?.stateHash).toBe(work.snapshot().stateHash);
    }
    await clock.pass(10_000);
    expectTruth(walls, work);
  });

  it('hear of every restyle within two seconds on a fair network, and of one that was lost within half a minute', async () => {
    const { draw, clock, work, walls } = setUp(11);
    await clock.pass(10_000);
    for (let i = 0; i < 20; i++) {
      const delta = work.change([restyle(work, draw)]);
      for (const wall of walls) wall.tell(delta);
      await clock.pass(2_000);
      for (const { screen } of walls) expect(screen.state.snapshot).toEqual(work.snapshot());
    }
    work.change([restyle(work, draw)]);
    await clock.pass(31_000);
    for (const { screen } of walls) expect(screen.state.snapshot).toEqual(work.snapshot());
  });
});
