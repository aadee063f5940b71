import { EngineError } from '../../engine/errors/engineError.js';

/** Nobody named a node of the chain. */
export class NoNode extends EngineError {
  readonly retryable = false;

  constructor() {
    super('Name a node of the chain with --rpc: only the demo world has one of its own.', {});
  }
}

/** The chain holds no work of that id. */
export class NoSuchWork extends EngineError {
  readonly retryable = false;

  constructor(work: number, works: number) {
    super(
      `The chain has no work ${work}; it has ${works}, numbered from 1. A token's id is work × 65536 + index: check --token.`,
      { work, works },
    );
  }
}

/** The work has fewer tokens than that. */
export class NoSuchToken extends EngineError {
  readonly retryable = false;

  constructor(work: number, index: number, layers: number) {
    super(`Work ${work} has a master and ${layers} layers, and no token of index ${index}. Check --token.`, {
      work,
      index,
      layers,
    });
  }
}
