import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config/config.js';

/** What every part of the server logs to: facts first, then a sentence. `log.info({ block }, 'Read the chain.')` */
export type Log = Logger;

/** Sentences for a person at a terminal, one JSON object a line for anything else. */
export function createLog(level: LogLevel): Log {
  if (!process.stdout.isTTY) return pino({ level, base: null });
  return pino(
    { level, base: null },
    pretty({ sync: true, translateTime: 'SYS:HH:MM:ss', hideObject: level === 'info' }),
  );
}
