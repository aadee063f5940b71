import { EngineError } from '../../engine/errors/engineError.js';

/** A server did not answer as a Pentimento server does. */
export class ServerUnusable extends EngineError {
  readonly retryable = true;

  /** @param problem what happened, as half a sentence */
  constructor(url: string, problem: string, cause?: unknown) {
    super(`${url} ${problem}. Check that the server runs and that --server is its address.`, { url, problem }, cause);
  }
}
