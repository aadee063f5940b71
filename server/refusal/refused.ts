import { EngineError, type Facts } from '../../engine/errors/engineError.js';

/** The statuses a refusal can have: each tells the caller whose turn it is. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 406 | 409 | 413 | 415 | 422 | 429 | 500 | 501 | 502 | 503 | 504;

/** A request that is not served, in words for the person who made it. Over HTTP and socket alike: `{ error, message }`. */
export class Refused extends EngineError {
  readonly retryable: boolean;

  /**
   * @param error       a word for programs, in kebab case
   * @param retryAfter  seconds until the same request may be served, when that can be said
   */
  constructor(
    readonly status: RefusalStatus,
    readonly error: string,
    message: string,
    facts: Facts = {},
    readonly retryAfter: number | null = null,
  ) {
    super(message, facts);
    this.retryable = status === 429 || status === 502 || status === 503 || status === 504;
  }
}
