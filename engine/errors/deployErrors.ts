import { EngineError } from './engineError.js';

/** The chain lacks the contract through which the first of ours is deployed. */
export class NoCreate2Deployer extends EngineError {
  readonly retryable = false;

  constructor(host: string, address: string) {
    super(
      `The chain of the node at ${host} has no CREATE2 deployer at ${address}, so the contracts would get other addresses ` +
        'there, and every layer another seed. Deploy it first (github.com/Arachnid/deterministic-deployment-proxy), or use another chain.',
      { host, address },
    );
  }
}

/** A transaction was refused, or mined and reverted. */
export class TransactionFailed extends EngineError {
  readonly retryable = false;

  /** @param what the transaction, in words: "deploying LayerToken" */
  constructor(host: string, what: string, problem: string) {
    super(
      `A transaction failed on the chain of the node at ${host}: ${what}: ${problem}. Check the account's funds and rights.`,
      { host, what, problem },
    );
  }
}
