import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The anvil that last ran on a chain folder: enough to find it again, and to know it for the same. */
const AnvilRecord = z.object({
  port: z.number().int().min(1).max(65_535),
  pid: z.number().int().min(1),
  /** What `anvil_metadata` answers, other for every run of anvil: a port or a process id may be somebody else's by now. */
  instanceId: z.string(),
});
export type AnvilRecord = z.infer<typeof AnvilRecord>;

/** @returns null when there is none, or none that can be read */
export function readAnvilRecord(folder: string): AnvilRecord | null {
  try {
    return AnvilRecord.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return null;
  }
}

export function writeAnvilRecord(folder: string, record: AnvilRecord): void {
  writeFileSync(fileIn(folder), `${JSON.stringify(record)}\n`);
}

const fileIn = (folder: string) => join(folder, 'anvil.json');
