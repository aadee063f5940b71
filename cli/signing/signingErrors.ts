import { EngineError } from '../../engine/errors/engineError.js';

/** Nobody to sign was named, or two. */
export class NoSigner extends EngineError {
  readonly retryable = false;

  constructor() {
    super(
      'Name who signs by exactly one of --keystore FILE (an encrypted keystore) and --signer-url URL (a wallet that signs ' +
        'by itself, such as Frame with a hardware wallet). A key is never taken from the command line or the environment.',
      {},
    );
  }
}

/** A question has nobody to answer it. */
export class NoTerminal extends EngineError {
  readonly retryable = false;

  constructor(instead: string) {
    super(`There is no terminal to ask at. Give ${instead}.`, { instead });
  }
}

/** The wallet that is to sign cannot. */
export class SignerUnusable extends EngineError {
  readonly retryable = false;

  constructor(host: string, problem: string) {
    super(`The signer at ${host} cannot be used: ${problem}. Open it, unlock it, and let it be on the right chain.`, {
      host,
      problem,
    });
  }
}

/** Somebody looked at what was to be sent, and would not have it. */
export class NotConfirmed extends EngineError {
  readonly retryable = false;

  constructor() {
    super('Nothing was sent.', {});
  }
}
