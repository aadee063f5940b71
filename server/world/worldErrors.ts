import { EngineError } from '../../engine/errors/engineError.js';

/** The local chain's program is not installed, or not for this machine. */
export class AnvilMissing extends EngineError {
  readonly retryable = false;

  constructor(packageName: string, cause: unknown) {
    super(
      `The local chain needs anvil, and ${packageName} is not installed. Run \`npm install\` (with optional packages), or ` +
        'set RPC_URL and DEPLOYMENT to use another chain.',
      { packageName },
      cause,
    );
  }
}

/** The local chain did not come up. */
export class LocalChainFailed extends EngineError {
  readonly retryable = true;

  /** @param output the last it printed */
  constructor(folder: string, problem: string, output: string) {
    super(
      `The local chain did not start: ${problem}. ${output ? `It said: ${output} ` : ''}Start again; if that does not ` +
        `help, move ${folder} away to begin a new one.`,
      { folder, problem, output },
    );
  }
}
