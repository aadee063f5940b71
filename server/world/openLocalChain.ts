import { setTimeout } from 'node:timers/promises';
import type { TestClient } from 'viem';
import type { Log } from '../log/createLog.js';
import { anvilUrl, createAnvilClient, metadataOf } from './anvilClient.js';
import { readAnvilRecord } from './anvilRecord.js';
import { saveChain } from './chainSave.js';
import { freePort } from './freePort.js';
import { type Anvil, startAnvil } from './startAnvil.js';

/** A chain of this machine's own. It outlives its anvil: one that ends is started again from the last save. */
export interface LocalChain {
  rpcUrl: string;
  /** Saves what the chain holds now. It is saved within a second of every block anyway. */
  save(): Promise<void>;
  /** Saves the chain and ends anvil. */
  close(): Promise<void>;
}

/** Milliseconds between two looks whether there is a new block to save. */
const SAVE_INTERVAL = 1000;
/** Milliseconds between anvil's end and its next start. */
const RESTART_DELAY = 200;

/**
 * Opens the chain of a folder; no other process has the folder.
 * @throws AnvilMissing, LocalChainFailed
 */
export async function openLocalChain(folder: string, log: Log): Promise<LocalChain> {
  const closing = new AbortController();
  const port = await freePort(readAnvilRecord(folder)?.port ?? null);
  let anvil = await startAnvil(folder, port);
  // Should the process end without close(), its anvil does not stay behind. Only SIGKILL prevents this.
  const killWithUs = () => anvil.process.kill('SIGKILL');
  process.on('exit', killWithUs);

  const client = createAnvilClient(port);
  // One after another: two at once would write the same partial file.
  let lastSave: Promise<unknown> = Promise.resolve();
  const save = () => {
    const next = lastSave.then(() => saveChain(client, folder));
    lastSave = next.catch(() => null);
    return next;
  };
  const saving = keepSaved(client, save, closing.signal, log);
  const running = keepRunning();
  return {
    rpcUrl: anvilUrl(port),
    save,
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await saving;
      await save().catch((error) =>
        log.warn({ err: error }, 'The local chain could not be saved; its last save stays.'),
      );
      anvil.process.kill('SIGKILL');
      await running;
      process.off('exit', killWithUs);
    },
  };

  async function keepRunning(): Promise<void> {
    for (;;) {
      await anvil.exited;
      if (closing.signal.aborted) return;
      log.warn(
        { folder },
        'The local chain ended by itself. It goes on from its last save, at most a second or two back.',
      );
      const next = await restart();
      if (!next) return;
      anvil = next;
      if (closing.signal.aborted) anvil.process.kill('SIGKILL');
    }
  }

  async function restart(): Promise<Anvil | null> {
    await setTimeout(RESTART_DELAY, null, { signal: closing.signal }).catch(() => null);
    if (closing.signal.aborted) return null;
    try {
      return await startAnvil(folder, port);
    } catch (error) {
      log.error({ err: error }, 'The local chain could not be started again. Start the server again.');
      return null;
    }
  }
}

async function keepSaved(
  client: TestClient<'anvil'>,
  save: () => Promise<void>,
  closing: AbortSignal,
  log: Log,
): Promise<void> {
  let saved: string | null = null;
  let failing = false;
  for (;;) {
    await setTimeout(SAVE_INTERVAL, null, { signal: closing }).catch(() => null);
    if (closing.aborted) return;
    try {
      const { latestBlockHash } = await metadataOf(client);
      if (latestBlockHash === saved) continue;
      await save();
      saved = latestBlockHash;
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'The local chain cannot be saved. It is tried again every second.');
      failing = true;
    }
  }
}
