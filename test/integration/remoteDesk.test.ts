import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { pino } from 'pino';
import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { openDeskStore } from '../../engine/state/openDeskStore.js';
import { DeskAway } from '../../server/desk/deskErrors.js';
import { openRemoteDesk } from '../../server/desk/openRemoteDesk.js';
import { serveDesk } from '../../server/desk/serveDesk.js';
import { freePort } from '../harness/freePort.js';
import { caught } from '../harness/tinyPainter.js';
import { waitFor } from '../harness/waitFor.js';

const log = pino({ enabled: false });
const secret = 'a secret of the test';

let folder: string;
let own: DeskStore;
let owner: FastifyInstance;
let url: string;
let time = 0;
const passes = (ms: number) => {
  time += ms;
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pentimento-desk-'));
  const file = join(folder, 'desk.db');
  own = openDeskStore({ file, backup: join(folder, 'backup.db'), now: () => new Date(), onDamaged: () => {} });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  owner = fastify();
  serveDesk(owner, own, secret, log);
  await owner.listen({ host: '127.0.0.1', port });
});
afterEach(async () => {
  await owner.close();
  await own.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (password = secret) => openRemoteDesk({ url, secret: password, log, now: () => time });
const status = (client: string) => ({
  client,
  work: 1,
  seq: 7,
  stateHash: `0x${'ab'.repeat(32)}` as const,
  phase: 'showing' as const,
  seen: 1000,
});
const group = (id: string, name = id) => ({ id, name }) as never;

describe('a desk that another node owns', () => {
  test('is written there, and read from everywhere', async () => {
    const [one, other] = [open(), open()];
    expect(await other.groups.all()).toEqual([]);
    await one.groups.save(group('north'));
    passes(1000);
    expect(await other.groups.all()).toEqual([{ id: 'north', name: 'north' }]);
    expect(await own.groups.all()).toEqual([{ id: 'north', name: 'north' }]);
    expect(await one.groups.find('nowhere')).toBeNull();
    expect(await other.groups.remove('north')).toBe(true);
  });

  test('shows a change at once to whoever made it', async () => {
    const desk = open();
    await desk.groups.save(group('north', 'old'));
    expect(await desk.groups.find('north')).toMatchObject({ name: 'old' });
    await desk.groups.save(group('north', 'new'));
    expect(await desk.groups.find('north')).toMatchObject({ name: 'new' });
  });

  test('takes what a thousand screens say at once', async () => {
    const desk = open();
    await Promise.all(Array.from({ length: 1000 }, (_, n) => desk.statuses.record(status(`screen-${n}`))));
    expect(await own.statuses.all()).toHaveLength(1000);
  });

  test('keeps what a gallery of screens played in an hour without it, said at once', async () => {
    const desk = open();
    const intervals = Array.from({ length: 200 }, (_, n) => ({
      work: 1,
      stateHash: `0x${'ab'.repeat(32)}` as const,
      from: 1_700_000_000_000 + n,
      to: 1_700_000_000_001 + n,
    }));
    const screens = Array.from({ length: 64 }, (_, n) => ({ id: `screen-${n}`, name: `Hall ${n}` }));
    await Promise.all(screens.map((screen) => desk.plays.append(screen, intervals)));
    expect((await own.plays.between(0, 2e12, 0, 20_000)).plays).toHaveLength(64 * 200);
  });

  test('has kept what it says it has: a play is not acknowledged before, nor when it could not be', async () => {
    const played = [{ work: 1, stateHash: `0x${'cd'.repeat(32)}` as const, from: 1, to: 2 }];
    const append = own.plays.append;
    let keep = () => {};
    own.plays.append = async (...said) => {
      await new Promise<void>((resolve) => {
        keep = resolve;
      });
      return append(...said);
    };
    let isAcknowledged = false;
    const told = open()
      .plays.append({ id: 'hall', name: 'Hall' }, played)
      .then(() => {
        isAcknowledged = true;
      });
    const keeping = keep;
    await waitFor('the owner to be told', () => keep !== keeping);
    expect(isAcknowledged).toBe(false);
    keep();
    await told;
    expect((await own.plays.between(0, 10, 0, 10)).plays).toMatchObject([{ screen: 'hall', from: 1, to: 2 }]);

    own.plays.append = async () => {
      throw new StoreNotWritten('desk.db', true, 'the disk is full', null);
    };
    expect(await caught(open().plays.append({ id: 'hall', name: 'Hall' }, played))).toBeInstanceOf(DeskAway);
  });

  test('is what was last known of it while its owner is away, and cannot be written then', async () => {
    const desk = open();
    await desk.groups.save(group('north'));
    expect(await desk.groups.all()).toHaveLength(1);
    await owner.close();
    passes(5000);
    expect(await desk.groups.all()).toHaveLength(1);
    expect(await caught(desk.playlists.all())).toBeInstanceOf(DeskAway);
    const refused = await caught(desk.groups.save(group('south')));
    // What a full disk is: whoever handles that handles this.
    expect(refused).toBeInstanceOf(StoreNotWritten);
    expect(refused).toMatchObject({ retryable: true });
  });

  test('is nothing to whoever does not know the secret', async () => {
    expect(await caught(open('another secret of the test').groups.all())).toBeInstanceOf(DeskAway);
    const asked = await fetch(`${url}/api/desk/calls`, { method: 'POST' });
    expect(asked.status).toBe(404);
  });

  test('does only what a desk does', async () => {
    const call = (concern: string, method: string) =>
      fetch(`${url}/api/desk/calls`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ calls: [{ concern, method, args: [] }] }),
      }).then((response) => response.json());
    for (const [concern, method] of [
      ['groups', 'constructor'],
      ['__proto__', 'toString'],
      ['close', 'call'],
    ] as const)
      expect(await call(concern, method)).toEqual({ answers: [{ failed: expect.stringContaining('knows no') }] });
  });
});
