import { EngineError } from './engineError.js';
import { fileProblem } from './fileProblem.js';

/** A raster could not be written. Nothing half-written is left; it can be painted again at any time. */
export class RasterNotStored extends EngineError {
  readonly retryable = true;

  constructor(path: string, cause: unknown) {
    const problem = fileProblem(cause);
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
    const problem = fileProblem(cause);
    super(
      `The raster at ${path} could not be read: ${problem}. Check that the store can be reached.`,
      { path, problem },
      cause,
    );
  }
}

/** The folder of a raster store cannot be made. Whatever lies in it can be painted again. */
export class RasterFolderUnusable extends EngineError {
  readonly retryable = false;

  constructor(folder: string, cause: unknown) {
    const problem = fileProblem(cause);
    super(
      `The folder ${folder}, which rasters are kept in, cannot be used: ${problem}. Move away what is there, or make it writable.`,
      { folder, problem },
      cause,
    );
  }
}
