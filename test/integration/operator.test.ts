import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createWalletClient, http } from 'viem';
import { layerSaleAbi } from '../../engine/abi/layerSale.gen.js';
import type { Snapshot } from '../../engine/protocol/messages.js';
import { tokenIdOf } from '../../engine/scene/tokenId.js';
import { isWhole } from '../../engine/state/openSqlite.js';
import { openChain, type TestChain } from '../harness/openChain.js';
import { type RunningServer, startServer } from '../harness/startServer.js';
import { waitFor } from '../harness/waitFor.js';

const SIGNALS = [
  'sync_lag_blocks',
  'sync_lag_seconds',
  'tip_advance_age_seconds',
  'reorg_depth_blocks',
  'finality_violated',
  'rpc_inconsistency_total',
  'rpc_budget_rps',
  'store_commit_seconds',
  'outbox_age_max_seconds',
  'render_queue_age_seconds',
  'display_revision_lag',
];

/** Runs what follows on a small disk of its own, in a folder that nobody else sees it in. */
const onSmallDisk = (folder: string) => [
  ...['unshare', '--map-root-user', '--mount', 'sh', '-c'],
  'mount -t tmpfs -o size=12m small "$0" && exec "$@"',
  folder,
];
/** Not every machine lets a user have a disk of their own. */
const [probe, ...probed] = [...onSmallDisk(tmpdir()), 'true'];
const canMount = spawnSync(probe!, probed).status === 0;

describe('an operator', () => {
  let chain: TestChain;
  let server: RunningServer;
  let folder: string;
  let hue = 0;

  beforeAll(async () => {
    chain = await openChain();
    folder = mkdtempSync(join(tmpdir(), 'pentimento-full-'));
    const through = canMount ? onSmallDisk(folder) : [];
    server = await startServer({ dataFolder: folder, env: chain.env, through });
  });
  afterAll(async () => {
    await server?.end();
    await chain?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const json = (path: string) => fetch(`${server.url}${path}`).then((response) => response.json());
  const metrics = () => fetch(`${server.url}/metrics`).then((response) => response.text());
  const state = (): Promise<Snapshot> => json('/api/works/1/state');
  const restyle = async () => {
    hue = (hue + 1) % 36;
    await chain.restyle(1, [{ lever: 1, index: hue }]);
  };
  /** Restyles until the server cannot keep it: some room is left in the last page of a file. */
  const restyleUntilTrouble = async (): Promise<{ trouble: string; concerns: string[] }> => {
    for (let tries = 0; tries < 50; tries++) {
      const { seq } = await state();
      await restyle();
      const health = await waitFor('the restyle to be kept or refused', async () => {
        const health = await json('/health');
        return health.trouble || (await state()).seq > seq ? health : null;
      });
      if (health.trouble) return health;
    }
    throw new Error('the disk took fifty restyles');
  };
  const expectServingOn = async (shown: Snapshot) => {
    const last = await state();
    expect(last.state.tokens[1]!.owner).toBe(shown.state.tokens[1]!.owner);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/api/works/1/still.webp`)).status).toBeLessThan(500);
    return last;
  };
  const expectCaughtUp = async (before: Snapshot) => {
    await waitFor('the restyle to be kept', async () => (await state()).seq > before.seq);
    await waitFor('the trouble to be over', async () => (await json('/health')).trouble === null);
    const word = (await state()).state.tokens[1]!.word;
    expect(Number.parseInt(word.slice(-8, -4), 16)).toBe(hue);
    expect(server.child.exitCode).toBeNull();
  };

  it('reads every signal at /metrics', async () => {
    await restyle();
    await waitFor('the restyle to be counted', async () => /_count{event="block"} [1-9]/.test(await metrics()));
    const told = await metrics();
    for (const name of SIGNALS) expect(told).toContain(`# TYPE pentimento_${name} `);
    expect(told).toContain('\npentimento_live 1\n');
    expect(told).toContain('\npentimento_finality_violated 0\n');
    expect(told).toMatch(/\nnodejs_eventloop_lag_p99_seconds \d/);
  });

  it('finds nothing to worry about at /health while all is well', async () => {
    expect(await json('/health')).toMatchObject({ works: 1, live: true, trouble: null, concerns: [] });
  });

  it('is told what is for sale, for how much and by whom', async () => {
    const { contracts } = await json('/api/deployment');
    const sale = { chain: null, address: contracts.layerSale, abi: layerSaleAbi } as const;
    const wallet = createWalletClient({ account: chain.owners[2]!, transport: http(chain.rpcUrl) });
    const owner = chain.owners[2]!.address.toLowerCase();
    await wallet.writeContract({ ...sale, functionName: 'list', args: [tokenIdOf(1, 2), 10n ** 18n] });
    const market = await waitFor('the listing', async () => {
      const market = await json('/api/works/1/market');
      return market.tokens[2].offer ? market : null;
    });
    const unsold = { offer: null, auction: null, loan: null };
    expect(market.tokens[1]).toEqual({ index: 1, owner: chain.owners[1]!.address.toLowerCase(), ...unsold });
    const offer = { kind: 'listing', seller: owner, price: '1000000000000000000' };
    expect(market.tokens[2]).toEqual({ index: 2, owner, ...unsold, offer });
    expect(market.sales).toEqual([]);
  });

  it('copies what the gallery decided while the server runs', () => {
    const copy = join(tmpdir(), `${basename(folder)}.db`);
    // Where the server sees its disk.
    const within = ['nsenter', '--target', String(server.child.pid), '--user', '--preserve-credentials', '--mount'];
    const backUp = (data: string) => {
      const cli = [process.execPath, resolve('dist/cli/pentimento.js'), 'backup', '--data', data, '--to', copy];
      const [command, ...args] = canMount ? [...within, ...cli] : cli;
      return spawnSync(command!, args, { encoding: 'utf8' });
    };
    expect(backUp(folder)).toMatchObject({ status: 0, stdout: `Copied to ${copy}.\n` });
    expect(isWhole(copy)).toBe(true);
    const failed = backUp(join(folder, 'nowhere'));
    expect([failed.status, failed.stderr]).toEqual([65, expect.stringContaining('could not be backed up')]);
    expect(isWhole(copy)).toBe(true);
    rmSync(copy);
  });

  (canMount ? it : it.skip)(
    'shows what it has, says that the disk is full, and goes on once there is space',
    async () => {
      const shown = await state();
      // The server's own view of its disk.
      const filler = join(`/proc/${server.child.pid}/root`, folder, 'filler');
      expect(existsSync(join(folder, 'chain.db'))).toBe(false);
      expect(() => {
        for (;;) appendFileSync(filler, Buffer.alloc(4096));
      }).toThrow('ENOSPC');
      const { trouble, concerns } = await restyleUntilTrouble();
      expect(trouble).toMatch(/disk that holds .*chain\.db is full/);
      expect(concerns).toEqual([expect.stringContaining('The last state stays up.')]);
      const last = await expectServingOn(shown);
      rmSync(filler);
      await expectCaughtUp(last);
    },
  );

  it('sees the same when writing fails for another reason', async () => {
    const shown = await state();
    const { size } = statSync(join(`/proc/${server.child.pid}/root`, folder, 'chain.db-wal'));
    limitFiles(server.child.pid!, String(size));
    const { trouble } = await restyleUntilTrouble();
    expect(trouble).toMatch(/chain\.db could not be written/);
    const last = await expectServingOn(shown);
    limitFiles(server.child.pid!, 'unlimited');
    await expectCaughtUp(last);
  });
});

/** Lets a process make no file longer than that: the system refuses the write, as a broken disk does. */
function limitFiles(pid: number, size: string): void {
  expect(spawnSync('prlimit', ['--pid', String(pid), `--fsize=${size}:`]).status).toBe(0);
}
