import { LIGHTS, PALETTES } from '../../engine/scene/grades.js';
import type { Scene } from '../../engine/scene/scene.js';
import type { RasterPainter } from '../painting/rasterPainter.js';
import type { RasterService } from '../rasters/rasterService.js';
import { Refused } from '../refusal/refused.js';
import type { StillComposer } from './openStillComposer.js';
import { type StillOf, StillService } from './stillService.js';

const scene: Scene = {
  width: 400,
  height: 300,
  background: [0, 0, 0],
  signature: null,
  light: LIGHTS.noon,
  palette: PALETTES.neutral,
  grain: { strength: 0, seed: 0 },
  layers: [],
};
const of = (width: number, part: Partial<StillOf> = {}): StillOf => ({ scene, width, format: 'webp', ...part });

/** A service whose composer finishes a still, of a megabyte, when told to. */
function open() {
  const finish: (() => void)[] = [];
  const composer = {
    compose: () => new Promise<Uint8Array>((resolve) => finish.push(() => resolve(new Uint8Array(1 << 20)))),
  } as unknown as StillComposer;
  return { stills: new StillService({} as RasterService, composer, {} as RasterPainter), finish };
}

test('a flood of widths is refused before it fills the memory, and served again once the first are made', async () => {
  const { stills, finish } = open();
  const begun = Array.from({ length: 32 }, (_, i) => stills.still(of(100 + i), 'live'));
  expect(() => stills.still(of(900), 'live')).toThrow(Refused);
  await expect(Promise.race([stills.still(of(100), 'live'), 'still waiting'])).resolves.toBe('still waiting');

  await Promise.resolve();
  for (const one of finish.splice(0)) one();
  await Promise.all(begun);
  const again = stills.still(of(900), 'live');
  await Promise.resolve();
  finish[0]?.();
  await expect(again).resolves.toHaveLength(1 << 20);
});

test('a still is made once per scene, width and format, and kept while memory for it lasts', async () => {
  const { stills, finish } = open();
  const make = async (still: StillOf) => {
    const begun = stills.still(still, 'live');
    await Promise.resolve();
    finish.shift()?.();
    await begun;
  };
  await make(of(100));
  expect(stills.isHeld(of(100))).toBe(true);
  expect(stills.isHeld(of(100, { format: 'png' }))).toBe(false);
  expect(stills.isHeld(of(100, { scene: { ...scene, light: LIGHTS.dusk } }))).toBe(false);

  for (let width = 101; width < 132; width++) await make(of(width));
  await make(of(100));
  await make(of(200));
  // Of 33 stills the one asked for longest ago had to go.
  expect([stills.isHeld(of(100)), stills.isHeld(of(101)), stills.isHeld(of(200))]).toEqual([true, false, true]);
});
