import { EngineError } from './engineError.js';

/** How many mistakes are told of: enough to work through, and no flood. */
const MOST_MISTAKES = 100;

/** A manifest has mistakes. Each is listed by its path in the JSON, up to a hundred. */
export class ManifestError extends EngineError {
  readonly retryable = false;

  /** @param mistakes each `path: what is wrong`; at least one */
  constructor(mistakes: readonly string[], cause?: unknown) {
    const told = mistakes.slice(0, MOST_MISTAKES);
    const more = mistakes.length - told.length;
    const lines = [...told.map((mistake) => `  ${mistake}`), ...(more > 0 ? [`  and ${more} more`] : [])];
    super(
      `The manifest has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}. Correct ${mistakes.length === 1 ? 'it' : 'them'} and try again:\n${lines.join('\n')}`,
      { mistakes: told },
      cause,
    );
  }
}

/** A style word that no contract writes: wrong length, unknown flags, or a field out of its bits. */
export class WordError extends EngineError {
  readonly retryable = false;

  constructor(what: string, word: string) {
    super(`Style word ${word}: ${what}. It does not come from a LayerToken contract.`, { what, word });
  }
}

/** A lever's index is not one its manifest knows. The contract holds words to their bounds, so words and manifest are not of one work. */
export class LeverError extends EngineError {
  readonly retryable = false;

  constructor(lever: string, index: number, max: number) {
    super(
      `Lever "${lever}" has index ${index}; whole numbers 0 to ${max} exist. Check that words and manifest belong to the same work.`,
      { lever, index, max },
    );
  }
}

/** Words, seeds, moment and manifest are not of one work. */
export class SceneError extends EngineError {
  readonly retryable = false;

  static ofCount(what: 'words' | 'seeds', given: number, tokens: number): SceneError {
    return new SceneError(
      `A scene of ${tokens} tokens (the master and its layers) was given ${given} ${what}. Pass one for each token, by index.`,
      { what, given, tokens },
    );
  }

  /** @param moment what is wrong with it */
  static ofMoment(moment: string): SceneError {
    return new SceneError(
      `There is no scene at ${moment}. Steps are whole numbers from 0, and 0 alone for a work without motion; timestamps are Unix seconds.`,
      { moment },
    );
  }
}

/** A recipe, or bytes said to be one, is not canonical. */
export class RecipeError extends EngineError {
  readonly retryable = false;

  constructor(what: string, cause?: unknown) {
    super(
      `Not a canonical recipe: ${what}. Take recipes from a scene, or from a URL this engine made.`,
      { what },
      cause,
    );
  }
}
