import { EngineError } from './engineError.js';

/** A still cannot be composed of what was given. */
export class CompositeError extends EngineError {
  readonly retryable = false;

  constructor(what: string, facts: { width: number; missing?: readonly number[] }) {
    super(`No still ${facts.width} pixels wide: ${what}.`, facts);
  }
}

/** Bytes said to be a raster's PNG are not one. */
export class RasterError extends EngineError {
  readonly retryable = false;

  constructor(bytes: number, cause: unknown) {
    super(
      `${bytes} bytes said to be a raster are not a whole PNG. Delete the file they came from; the raster is painted again when it is next asked for.`,
      { bytes },
      cause,
    );
  }
}
