import { existsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { TestClient } from 'viem';

/** The file of a chain folder that anvil starts from, or null before the first save. */
export function chainSaveIn(folder: string): string | null {
  const file = join(folder, SAVE);
  return existsSync(file) ? file : null;
}

/**
 * Saves what the chain holds now. The file is whole at every instant, whatever ends the process: anvil's own
 * `--dump-state` writes over the last save in place.
 */
export async function saveChain(client: TestClient<'anvil'>, folder: string): Promise<void> {
  const dump = await client.dumpState();
  // A dump is gzip, and --load-state wants what is in it.
  const json = await promisify(gunzip)(Buffer.from(dump.slice(2), 'hex'));
  const partial = join(folder, `${SAVE}.partial`);
  const file = await open(partial, 'w');
  try {
    await file.writeFile(json);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(folder, SAVE));
}

const SAVE = 'state.json';
