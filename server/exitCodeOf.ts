import { ChainUnreachable, NoContract, NoDeployBlock, WrongChain } from '../engine/errors/chainErrors.js';
import { ConfigError } from './config/configError.js';
import { WrongContract } from './world/worldErrors.js';

/** EX_CONFIG of sysexits.h: something the operator set must be corrected first. A supervisor should not restart it. */
const MISCONFIGURED = 78;
/** EX_UNAVAILABLE: something the server needs does not answer. Starting again later may do. */
const UNAVAILABLE = 69;

/** The exit code for whatever kept the server from starting; 1 when it is neither of the two above. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ChainUnreachable) return UNAVAILABLE;
  const misconfigured = [ConfigError, WrongChain, NoContract, NoDeployBlock, WrongContract].some(
    (kind) => error instanceof kind,
  );
  return misconfigured ? MISCONFIGURED : 1;
}
