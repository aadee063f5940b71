import { setTimeout } from 'node:timers/promises';
import type { Log } from '../log/createLog.js';
import { createAnvilClient, metadataOf } from './anvilClient.js';
import { readAnvilRecord } from './anvilRecord.js';
import { saveChain } from './chainSave.js';
import { LocalChainFailed } from './worldErrors.js';

/** Milliseconds for a killed process to be gone. */
const GONE_WITHIN = 5000;

/**
 * Ends the anvil that a server which was killed left running on this folder, after saving what it holds, so that nothing is
 * lost. Whatever else listens on its port is left alone.
 */
export async function endOrphan(folder: string, log: Log): Promise<void> {
  const record = readAnvilRecord(folder);
  if (!record) return;
  const client = createAnvilClient(record.port);
  const running = await metadataOf(client).catch(() => null);
  if (running?.instanceId !== record.instanceId) return;
  log.info({ pid: record.pid, port: record.port }, 'Taking over from the local chain that an earlier run left behind.');
  await saveChain(client, folder);
  process.kill(record.pid, 'SIGKILL');
  const deadline = Date.now() + GONE_WITHIN;
  while (isAlive(record.pid)) {
    if (Date.now() > deadline)
      throw new LocalChainFailed(folder, `the anvil of an earlier run, process ${record.pid}, does not end`, '');
    await setTimeout(10);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
