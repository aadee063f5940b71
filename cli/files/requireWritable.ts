import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { EngineError } from '../../engine/errors/engineError.js';

/** A file that a command is to write cannot be written there. */
export class FileNotWritable extends EngineError {
  readonly retryable = false;

  constructor(path: string, problem: string) {
    super(`${path} cannot be written: ${problem}. Name another place; nothing was done.`, { path, problem });
  }
}

/**
 * Looks whether a file can be written, before a command does what it is to write about.
 * @throws FileNotWritable
 */
export async function requireWritable(path: string): Promise<void> {
  const folder = dirname(resolve(path));
  if ((await stat(path).catch(() => null))?.isDirectory()) throw new FileNotWritable(path, 'it is a folder');
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new FileNotWritable(path, `there is no folder ${folder}`);
  await access(folder, constants.W_OK).catch(() => {
    throw new FileNotWritable(path, `the folder ${folder} may not be written`);
  });
}
