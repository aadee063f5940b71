import { StoreNotWritten } from '../../engine/errors/stateErrors.js';

/** The node that owns the desk does not answer, or could not keep what it was told. Asking again later may do. */
export class DeskAway extends StoreNotWritten {
  constructor(url: string, problem: string, cause?: unknown) {
    super(`the desk at ${url}`, false, problem, cause);
    this.message = `The desk at ${url} cannot be reached: ${problem}. What was last known of it is used until it answers.`;
  }
}
