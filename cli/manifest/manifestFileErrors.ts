import { EngineError } from '../../engine/errors/engineError.js';

/** A file that was named cannot be used: it is not there, not a file, too large or not JSON. */
export class ManifestFileUnusable extends EngineError {
  readonly retryable = false;

  /** @param problem what is wrong, as the end of a sentence */
  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file} ${problem}. Name the manifest of a work, a JSON file.`, { file, problem }, cause);
  }
}
