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

/** The account cannot pay for what it is to send. */
export class InsufficientFunds extends EngineError {
  readonly retryable = false;

  /** @param cost wei at most */
  constructor(host: string, account: string, balance: bigint, cost: bigint) {
    super(
      `The account ${account} holds ${coins(balance)} of the chain's coin (node ${host}), and this costs up to ` +
        `${coins(cost)}. Send it the rest.`,
      { host, account, balance: String(balance), cost: String(cost) },
    );
  }
}

/** Something of the account waits to be mined, and it cannot be told whether it is what an earlier run sent. */
export class TransactionsPending extends EngineError {
  readonly retryable = true;

  constructor(host: string, account: string, count: number) {
    super(
      `The node at ${host} holds ${count} unmined transactions of ${account}, which may be those of an earlier run. Run ` +
        'this again once they are mined, or have been replaced.',
      { host, account, count },
    );
  }
}

/** Something else than asked for is deployed where a contract of the series belongs. */
export class DifferentContract extends EngineError {
  readonly retryable = false;

  constructor(host: string, contract: string, address: string, problem: string) {
    super(
      `What is deployed at ${address} (node ${host}), the place of this account's ${contract}, is another: ${problem}. ` +
        'Deploy by another account, or with the version and settings it was deployed with.',
      { host, contract, address, problem },
    );
  }
}

/** The file that says where a series is cannot be read or written. */
export class DeploymentFileUnusable extends EngineError {
  readonly retryable = false;

  constructor(file: string, problem: string) {
    super(
      `The deployment file ${file} cannot be used: ${problem}. Name another, or remove it: \`pentimento deploy\` writes it ` +
        'anew and sends nothing twice.',
      { file, problem },
    );
  }
}

/** What is deployed at an address of the deployment file is not the contract that was. */
export class WrongContract extends EngineError {
  readonly retryable = false;

  constructor(host: string, contract: string, address: string, problem: string) {
    super(
      `What is deployed at ${address} (node ${host}) is not the ${contract} of the deployment file: ${problem}. Use the file of this ` +
        'chain, and a node that has read it to the end.',
      { host, contract, address, problem },
    );
  }
}

/** wei as coins, four significant digits. */
function coins(wei: bigint): string {
  return String(Number((Number(wei) / 1e18).toPrecision(4)));
}
