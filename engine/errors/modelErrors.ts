import { EngineError } from './engineError.js';

/** A file of the model is not there, or cannot be read. */
export class ModelMissing extends EngineError {
  readonly retryable = false;

  constructor(path: string, cause?: unknown) {
    super(
      `The model's file ${path} is missing or unreadable. Restore the model's folder, or point the engine at another.`,
      { path },
      cause,
    );
  }
}

/** A file of the model is not the one its model.json was written for. */
export class ModelAltered extends EngineError {
  readonly retryable = false;

  constructor(file: string, expected: { bytes: number; sha256: string }, actual: { bytes: number; sha256: string }) {
    super(
      `The model's file ${file} was altered: its sha256 is ${actual.sha256} (${actual.bytes} bytes), model.json expects ` +
        `${expected.sha256} (${expected.bytes} bytes). Restore the file, or export the model again.`,
      {
        file,
        expected: expected.sha256,
        actual: actual.sha256,
        expectedBytes: expected.bytes,
        actualBytes: actual.bytes,
      },
    );
  }
}

/** A file of the model breaks the model format, so that no picture could be painted with it. */
export class ModelMalformed extends EngineError {
  readonly retryable = false;

  constructor(path: string, problem: string, cause?: unknown) {
    super(
      `The model's file ${path} does not follow the model format: ${problem}. Export the model again.`,
      { path, problem },
      cause,
    );
  }
}
