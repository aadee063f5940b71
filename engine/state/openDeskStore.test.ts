import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScreenRecord } from './deskStore.js';
import { openDeskStore, SCREENS_KEPT } from './openDeskStore.js';

const options = { backup: '', now: () => new Date(0), onDamaged: () => undefined };
const screen = (client: string, seen: number): ScreenRecord => ({
  client,
  work: 1,
  seq: 4,
  stateHash: `0x${'ab'.repeat(32)}`,
  phase: 'showing',
  seen,
});

describe('openDeskStore', () => {
  it('remembers what each screen said last, the last heard first', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pentimento-desk-'));
    const file = join(folder, 'desk.db');
    const desk = openDeskStore({ file, ...options });
    desk.recordScreen(screen('hall', 1));
    desk.recordScreen(screen('foyer', 2));
    desk.recordScreen({ ...screen('hall', 3), phase: 'failed' });
    desk.close();
    const again = openDeskStore({ file, ...options });
    expect(again.screens()).toEqual([{ ...screen('hall', 3), phase: 'failed' }, screen('foyer', 2)]);
    again.close();
    rmSync(folder, { recursive: true });
  });

  it('forgets the screens heard of longest ago when there are too many', () => {
    const desk = openDeskStore({ file: ':memory:', ...options });
    for (let seen = 0; seen <= SCREENS_KEPT; seen++) desk.recordScreen(screen(`screen ${seen}`, seen));
    const names = desk.screens().map(({ client }) => client);
    expect(names).toHaveLength(SCREENS_KEPT);
    expect([names[0], names.at(-1)]).toEqual([`screen ${SCREENS_KEPT}`, 'screen 1']);
    desk.close();
  });
});
