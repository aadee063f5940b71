import { EngineError } from '../engine/errors/engineError.js';

/** EX_CONFIG of sysexits.h: something must be corrected first. A supervisor should not restart it. */
const MISCONFIGURED = 78;
/** EX_UNAVAILABLE: something the server needs does not answer, or is taken. Starting again later may do. */
const UNAVAILABLE = 69;

/** The exit code for whatever kept the server from starting; 1 for what nobody foresaw. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof EngineError)) return 1;
  return error.retryable ? UNAVAILABLE : MISCONFIGURED;
}
