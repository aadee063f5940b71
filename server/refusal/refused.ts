import { EngineError } from '../../engine/errors/engineError.js';
import type { Refusal, RefusalFacts } from '../../engine/protocol/messages.js';

/** The statuses a refusal can have: each tells the caller whose turn it is. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 406 | 409 | 413 | 415 | 422 | 429 | 500 | 501 | 502 | 503 | 504;

/**
 * A request that is not served, in words for the person who made it. Over HTTP and socket alike:
 * `{ error, message, facts }`, so that a page may say it in its reader's language.
 */
export class Refused extends EngineError {
  readonly retryable: boolean;

  /**
   * @param error       a word for programs, in kebab case
   * @param facts       what the sentence names: whoever asked reads them
   * @param retryAfter  seconds until the same request may be served, when that can be said
   */
  constructor(
    readonly status: RefusalStatus,
    readonly error: string,
    message: string,
    facts: RefusalFacts = {},
    readonly retryAfter: number | null = null,
  ) {
    super(message, retryAfter === null ? facts : { ...facts, seconds: retryAfter });
    this.retryable = status === 429 || status === 502 || status === 503 || status === 504;
  }
  /** What goes over the wire. */
  get answer(): Refusal {
    const facts = this.facts as RefusalFacts;
    return { error: this.error, message: this.message, ...(Object.keys(facts).length > 0 && { facts }) };
  }
}
