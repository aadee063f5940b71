import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors/engineError.js';

export interface OperatorToken {
  token: string;
  /** The file it was just made in; null when it was there or was given. */
  madeIn: string | null;
}

/** What keeps a token from being guessed, in characters. */
export const MIN_TOKEN_LENGTH = 16;

/** The file that holds the operator's token cannot be used. */
export class OperatorTokenUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string, cause?: unknown) {
    super(
      `The operator's token in ${file} cannot be used: ${problem}. Remove the file and a new one is made, or set OPERATOR_TOKEN.`,
      { file, problem },
      cause,
    );
  }
}

/**
 * The secret that makes somebody the operator: the given one, else the one kept in the data folder, made at first start
 * for the eyes of this program's user alone.
 * @throws OperatorTokenUnusable
 */
export function openOperatorToken(given: string | null, folder: string): OperatorToken {
  if (given !== null) return { token: given, madeIn: null };
  const file = join(folder, 'operator.token');
  try {
    if (existsSync(file)) return { token: keptToken(file), madeIn: null };
    const token = randomBytes(24).toString('base64url');
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return { token, madeIn: file };
  } catch (error) {
    if (error instanceof OperatorTokenUnusable) throw error;
    throw new OperatorTokenUnusable(file, error instanceof Error ? error.message : String(error), error);
  }
}

function keptToken(file: string): string {
  const token = readFileSync(file, 'utf8').trim();
  if (token.length < MIN_TOKEN_LENGTH)
    throw new OperatorTokenUnusable(file, `it is shorter than ${MIN_TOKEN_LENGTH} characters`);
  return token;
}
