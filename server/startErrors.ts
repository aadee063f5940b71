import { EngineError } from '../engine/errors/engineError.js';

/** Something else listens where this server should. */
export class PortTaken extends EngineError {
  readonly retryable = true;

  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is taken by another program. End that one, or start with another port: PORT=${port + 1} npm start`,
      { host, port },
    );
  }
}

/** The address to listen on is not this machine's, or not this user's to use. */
export class AddressUnusable extends EngineError {
  readonly retryable = false;

  constructor(host: string, port: number, problem: string) {
    super(`Cannot listen on ${host}, port ${port}: ${problem}. Correct HOST and PORT.`, { host, port, problem });
  }
}
