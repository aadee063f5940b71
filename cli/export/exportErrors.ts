import { EngineError } from '../../engine/errors/engineError.js';

/** A server did not give what an export is made of. */
export class ExportRefused extends EngineError {
  readonly retryable = true;

  constructor(url: string, problem: string) {
    super(`${url} was not given: ${problem}`, { url, problem });
  }
}

/** What was asked for cannot be exported. */
export class NothingToExport extends EngineError {
  readonly retryable = false;

  constructor(problem: string) {
    super(`Nothing to export: ${problem}`, { problem });
  }
}
