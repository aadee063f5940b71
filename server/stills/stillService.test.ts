import type { Snapshot } from '../../engine/protocol/messages.js';
import type { RasterService } from '../rasters/rasterService.js';
import { Refused } from '../refusal/refused.js';
import type { LiveWork, WorksService } from '../works/worksService.js';
import type { StillComposer } from './openStillComposer.js';
import { StillService } from './stillService.js';

const live = {} as LiveWork;
const snapshot = { stateHash: '0x01' } as unknown as Snapshot;

/** A service whose composer finishes a still when told to. */
function open() {
  const finish: (() => void)[] = [];
  const composer = {
    compose: () => new Promise<Uint8Array>((resolve) => finish.push(() => resolve(new Uint8Array(1)))),
  } as unknown as StillComposer;
  const works = { scene: () => ({ layers: [] }) } as unknown as WorksService;
  return { stills: new StillService(works, {} as RasterService, composer), finish };
}

test('a flood of widths is refused before it fills the memory, and served again once the first are made', async () => {
  const { stills, finish } = open();
  const begun = Array.from({ length: 32 }, (_, i) => stills.still(live, snapshot, 100 + i));
  expect(() => stills.still(live, snapshot, 900)).toThrow(Refused);
  await expect(Promise.race([stills.still(live, snapshot, 100), 'still waiting'])).resolves.toBe('still waiting');

  await Promise.resolve();
  for (const one of finish.splice(0)) one();
  await Promise.all(begun);
  const again = stills.still(live, snapshot, 900);
  await Promise.resolve();
  finish[0]?.();
  await expect(again).resolves.toHaveLength(1);
});
