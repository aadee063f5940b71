/** Facts an error carries, printable as JSON. */
export type Facts = Record<string, string | number | boolean | null | readonly (string | number)[]>;

/**
 * The base of every error the engine throws on purpose. A subclass takes facts and composes its own sentence, so the
 * wording of a failure lives in one place: what happened, where, and what to do about it.
 */
export abstract class EngineError extends Error {
  /** Whether the same call may succeed later without anyone changing anything. */
  abstract readonly retryable: boolean;
  readonly facts: Facts;

  constructor(message: string, facts: Facts, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.facts = facts;
  }
}
