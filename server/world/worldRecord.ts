import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a local world was made with: `data/world.json`. Each is a sha256. */
export const WorldRecord = z.strictObject({
  format: z.literal('pentimento-world/1'),
  /** Of the contracts' bytecode and what their series was deployed with. */
  contracts: Sha256,
  /** Of the model's model.json, which holds the hash of every file of the model. */
  model: Sha256,
  /** Of the demo works' manifests as they are stored on chain, one after the other. */
  manifest: Sha256,
});
export type WorldRecord = z.infer<typeof WorldRecord>;

const FILE = 'world.json';
const ASIDE = 'moved-aside-';
/** The lock of the running server, SQLite's files beside it included. */
const LOCK = 'lock.db';

export type Part = 'contracts' | 'model' | 'manifest';

/**
 * Which parts the folder's world was not made with. All of them for a world nobody can tell about; none where there is no
 * world yet.
 */
export function changedParts(dataFolder: string, now: WorldRecord): Part[] {
  if (contentsOf(dataFolder).length === 0) return [];
  const then = readRecord(dataFolder);
  return (['contracts', 'model', 'manifest'] as const).filter((part) => then?.[part] !== now[part]);
}

export function writeWorldRecord(dataFolder: string, record: WorldRecord): void {
  writeFileSync(join(dataFolder, FILE), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Moves everything the folder holds into a folder of its own inside, world.json last: interrupted, it is taken up again by
 * the next start.
 * @returns where it is now
 */
export function moveAside(dataFolder: string, now: Date): string {
  const aside = join(dataFolder, `${ASIDE}${now.toISOString().replaceAll(':', '-')}`);
  mkdirSync(aside);
  const names = contentsOf(dataFolder).filter((name) => name !== FILE);
  for (const name of names) renameSync(join(dataFolder, name), join(aside, name));
  if (existsSync(join(dataFolder, FILE))) renameSync(join(dataFolder, FILE), join(aside, FILE));
  return aside;
}

/** @returns null when there is none that can be read */
function readRecord(dataFolder: string): WorldRecord | null {
  try {
    return WorldRecord.parse(JSON.parse(readFileSync(join(dataFolder, FILE), 'utf8')));
  } catch {
    return null;
  }
}

function contentsOf(dataFolder: string): string[] {
  return readdirSync(dataFolder).filter((name) => !name.startsWith(ASIDE) && !name.startsWith(LOCK));
}
