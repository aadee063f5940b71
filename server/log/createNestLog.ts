import type { LoggerService } from '@nestjs/common';
import type { Log } from './createLog.js';

/** Nest's own lines, kept below `info`: what it tells while it wires modules is of no use to the person at the terminal. */
export function createNestLog(log: Log): LoggerService {
  const at =
    (level: 'debug' | 'warn' | 'error' | 'fatal' | 'trace') =>
    (message: unknown, ...rest: unknown[]) =>
      log[level]({ context: rest.at(-1), ...(message instanceof Error ? { err: message } : {}) }, String(message));
  return {
    log: at('debug'),
    // It logs what kept it from starting, and then throws the same: that is said where it is caught.
    error: (message: unknown, ...rest: unknown[]) =>
      at(rest.at(-1) === 'ExceptionHandler' ? 'debug' : 'error')(message, ...rest),
    warn: at('warn'),
    debug: at('debug'),
    verbose: at('trace'),
    fatal: at('fatal'),
  };
}
