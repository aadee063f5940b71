import { EngineError } from './engineError.js';

/** A raster could not be written. Nothing half-written is left; it can be painted again at any time. */
export class RasterNotStored extends EngineError {
  readonly retryable = true;

  constructor(path: string, cause: unknown) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    super(
      `The raster could not be stored at ${path}: ${problem}. Check its space and permissions, and that it can be reached.`,
      { path, problem },
      cause,
    );
  }
}

/** A shared raster store did not answer. What lies in it is untouched, and can be painted again at any time. */
export class RasterNotRead extends EngineError {
  readonly retryable = true;

  constructor(path: string, cause: unknown) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    super(
      `The raster at ${path} could not be read: ${problem}. Check that the store can be reached.`,
      { path, problem },
      cause,
    );
  }
}
