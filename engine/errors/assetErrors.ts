import { EngineError } from './engineError.js';

/** A picture file that a work's manifest names is not in the folder of assets. */
export class AssetMissing extends EngineError {
  readonly retryable = false;

  constructor(sha256: string, folder: string) {
    super(
      `The asset ${sha256} is not in ${folder}. Get the file from the artist and put it there under its hash, without an ending.`,
      { sha256, folder },
    );
  }
}

/** A file is there, but is not used as a picture. */
export class AssetRefused extends EngineError {
  readonly retryable = false;

  constructor(sha256: string, problem: string, cause?: unknown) {
    super(`The asset ${sha256} is not used: ${problem}.`, { sha256, problem }, cause);
  }
}
