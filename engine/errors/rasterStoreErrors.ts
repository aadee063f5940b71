import { EngineError } from './engineError.js';

/** A raster could not be written to disk. Nothing half-written is left; it can be painted again at any time. */
export class RasterNotStored extends EngineError {
  readonly retryable = true;

  constructor(path: string, cause: unknown) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    super(
      `The raster could not be stored at ${path}: ${problem}. Check the disk's space and the folder's permissions.`,
      { path, problem },
      cause,
    );
  }
}
