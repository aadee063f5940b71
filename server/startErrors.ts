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

/** Another server runs on the same data folder. */
export class DataFolderInUse extends EngineError {
  readonly retryable = true;

  constructor(folder: string) {
    super(`Another server runs on the data folder ${folder}. End that one, or start with another DATA_DIR.`, {
      folder,
    });
  }
}

/** The data folder cannot be made or written. */
export class DataFolderUnusable extends EngineError {
  readonly retryable = false;

  constructor(folder: string, problem: string, cause: unknown) {
    super(
      `The data folder ${folder} cannot be used: ${problem}. Make it writable, or start with another DATA_DIR.`,
      {
        folder,
        problem,
      },
      cause,
    );
  }
}
