import { EngineError } from './engineError.js';

/** The recipe names what the loaded model does not have. */
export class RecipeUnpaintable extends EngineError {
  readonly retryable = false;

  constructor(field: string, problem: string) {
    super(`The recipe cannot be painted: its ${field} ${problem}.`, { field, problem });
  }
}

/** The painter's queue is full and this picture is not needed on a screen now. */
export class PainterBusy extends EngineError {
  readonly retryable = true;

  constructor(maxQueued: number) {
    super(`The painter is busy: ${maxQueued} more urgent pictures are waiting already. Ask again in a moment.`, {
      maxQueued,
    });
  }
}

/** The painter was closed before the picture was begun. */
export class PainterClosed extends EngineError {
  readonly retryable = false;

  constructor() {
    super('The painter is closed: the server is shutting down. Ask again once it has started.', {});
  }
}

/** Everybody who asked for the picture withdrew before it was begun. */
export class PaintingWithdrawn extends EngineError {
  readonly retryable = true;

  constructor(recipe: string) {
    super(`The raster ${recipe} is not painted: nobody waits for it any more. Ask again if it is wanted after all.`, {
      recipe,
    });
  }
}

/** A painting thread ended, or hung, before it answered. */
export class PaintThreadLost extends EngineError {
  readonly retryable = true;

  constructor(problem: string, cause?: unknown) {
    super(`A painting thread was lost: ${problem}.`, { problem }, cause);
  }
}

/** The picture was begun and could not be finished. */
export class PaintingFailed extends EngineError {
  readonly retryable = false;

  constructor(recipe: string, attempts: number, problem: string, cause?: unknown) {
    super(
      `The raster ${recipe} could not be painted in ${attempts} attempt${attempts === 1 ? '' : 's'}: ${problem} ` +
        "Check the machine's memory and the model.",
      { recipe, attempts, problem },
      cause,
    );
  }
}

/** A model's encoder cannot say what a picture shows. */
export class EncoderLost extends EngineError {
  readonly retryable = true;

  constructor(problem: string) {
    super(`The model's encoder does not answer: ${problem}.`, { problem });
  }
}
