import { EngineError } from './engineError.js';

/** Another process keeps its data in the folder. */
export class FolderInUse extends EngineError {
  readonly retryable = true;

  constructor(folder: string) {
    super(`Another server runs on the data folder ${folder}. End that one, or start with another DATA_DIR.`, {
      folder,
    });
  }
}

/** The folder cannot be made or written. */
export class FolderUnusable extends EngineError {
  readonly retryable = false;

  constructor(folder: string, problem: string, cause: unknown) {
    super(
      `The data folder ${folder} cannot be used: ${problem}. Make it writable, or start with another DATA_DIR.`,
      { folder, problem },
      cause,
    );
  }
}
