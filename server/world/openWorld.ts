import type { Log } from '../log/createLog.js';
import { openGivenWorld } from './openGivenWorld.js';
import type { World, WorldConfig } from './world.js';

/**
 * Opens the world the config names: checks a given one, makes or resumes the local one. Called before anything in the data
 * folder is opened, as a local world made with other parts is moved aside.
 * @throws ChainUnreachable, WrongChain, NoContract, WrongContract; AnvilMissing, LocalChainFailed, ModelMissing,
 * ModelMalformed, TransactionFailed
 */
export async function openWorld(config: WorldConfig, log: Log): Promise<World> {
  if (config.chain) return openGivenWorld(config.chain);
  // Loaded only where it is used: a server of somebody else's chain starts without the means to make one.
  const { openLocalWorld } = await import('./openLocalWorld.js');
  return openLocalWorld(config, log);
}
