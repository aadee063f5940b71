import { EngineError } from '../../engine/errors/engineError.js';

/** One variable that cannot be used: which, what it holds (null when unset or secret) and what is allowed. */
export interface ConfigMistake {
  variable: string;
  value: string | null;
  allowed: string;
}

/** The environment cannot be used. Names every mistake, so that one run is enough to find them all. */
export class ConfigError extends EngineError {
  readonly retryable = false;

  constructor(readonly mistakes: readonly ConfigMistake[]) {
    const lines = mistakes.map(({ variable, value, allowed }) =>
      value === null ? `${variable}: ${allowed}` : `${variable}=${value}: ${allowed}`,
    );
    super(`The settings cannot be used.\n  ${lines.join('\n  ')}`, {
      variables: mistakes.map((mistake) => mistake.variable),
    });
  }
}
