import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config/config.js';
import { requestId } from './requestContext.js';

/** What every part of the server logs to: facts first, then a sentence. `log.info({ block }, 'Read the chain.')` */
export type Log = Logger;

/** Sentences for a person at a terminal, one JSON object a line for anything else. */
export function createLog(level: LogLevel): Log {
  const options = { level, base: null, mixin: ofRequest };
  if (!process.stdout.isTTY) return pino(options);
  return pino(options, pretty({ sync: true, translateTime: 'SYS:HH:MM:ss', hideObject: level === 'info' }));
}

/** Every line that a request leads to carries the request's id, on whichever process it is written. */
function ofRequest(): { request?: string } {
  const request = requestId();
  return request === null ? {} : { request };
}
