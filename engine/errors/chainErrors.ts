import { EngineError } from './engineError.js';

/** The node did not answer, or answered with an error. Nothing of its URL but the host is kept: it may hold a key. */
export class ChainUnreachable extends EngineError {
  readonly retryable = true;

  constructor(host: string, problem: string) {
    super(`The chain's node at ${host} cannot be used: ${problem}. Check its address and that the node runs.`, {
      host,
      problem,
    });
  }
}

/** The node asks to be asked less. */
export class ChainThrottled extends EngineError {
  readonly retryable = true;

  constructor(
    host: string,
    /** Milliseconds it asked to be left alone for; null when it did not say. */
    readonly retryAfter: number | null,
  ) {
    const wish = retryAfter === null ? '' : ` for ${Math.ceil(retryAfter / 1000)} s`;
    super(`The chain's node at ${host} is asked too often: it is left alone${wish}. Lower RPC_RATE if this goes on.`, {
      host,
      retryAfter,
    });
  }
}

/** What does not fit together in a node's answers. */
export type Inconsistency =
  | 'missing-logs'
  | 'disordered-logs'
  | 'foreign-logs'
  | 'wrong-block'
  | 'gone-block'
  | 'manifest'
  | 'fork'
  | 'other-contracts';

/** What the node said does not fit together: it lags, sees another fork than a moment ago, or withholds logs. */
export class ChainInconsistent extends EngineError {
  readonly retryable = true;

  constructor(host: string, kind: Inconsistency, problem: string) {
    super(`The chain's node at ${host} contradicts itself: ${problem}. It is asked again.`, { host, kind, problem });
  }
}

/** The node serves another chain than the one asked for. */
export class WrongChain extends EngineError {
  readonly retryable = false;

  constructor(host: string, expected: number, actual: number) {
    super(
      `The node at ${host} serves chain ${actual}, and the works are on chain ${expected}. Point RPC_URL at a node of ` +
        `chain ${expected}, or correct the chain id.`,
      { host, expected, actual },
    );
  }
}

/** There is no code at a contract's address. */
export class NoContract extends EngineError {
  readonly retryable = false;

  constructor(host: string, contract: string, address: string, chainId: number) {
    super(
      `No ${contract} is deployed at ${address} on chain ${chainId} (node ${host}). Correct the address, or deploy it first.`,
      { host, contract, address, chainId },
    );
  }
}

/** The block of deployment lies beyond the chain's head, so the contracts cannot have been deployed in it. */
export class NoDeployBlock extends EngineError {
  readonly retryable = false;

  constructor(host: string, deployBlock: number, head: number) {
    super(
      `The contracts are said to be deployed in block ${deployBlock}, but the chain of the node at ${host} ends at block ` +
        `${head}. Correct the block of deployment.`,
      { host, deployBlock, head },
    );
  }
}
