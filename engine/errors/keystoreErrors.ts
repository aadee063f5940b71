import { EngineError } from './engineError.js';

/** The keystore is not one. */
export class KeystoreUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string) {
    super(
      `The keystore ${file} cannot be used: ${problem}. It must be a version 3 JSON keystore, as geth and cast make.`,
      {
        file,
        problem,
      },
    );
  }
}

/** The password does not open the keystore. */
export class WrongPassword extends EngineError {
  readonly retryable = false;

  constructor(file: string) {
    super(`The password does not open the keystore ${file}.`, { file });
  }
}

/** The password file cannot be read. */
export class PasswordFileUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string) {
    super(`The password file ${file} cannot be used: ${problem}. Its first line must be the keystore's password.`, {
      file,
      problem,
    });
  }
}
