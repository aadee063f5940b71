import type { Log } from '../log/createLog.js';
import { openGivenWorld } from './openGivenWorld.js';
import { openLocalWorld } from './openLocalWorld.js';
import type { World, WorldConfig } from './world.js';

/**
 * Opens the world the config names: checks a given one, makes or resumes the local one. Called before anything in the data
 * folder is opened, as a local world made with other parts is moved aside.
 * @throws ChainUnreachable, WrongChain, NoContract, WrongContract; AnvilMissing, LocalChainFailed, ModelMissing,
 * ModelMalformed, TransactionFailed
 */
export async function openWorld(config: WorldConfig, log: Log): Promise<World> {
  return config.chain ? openGivenWorld(config.chain) : openLocalWorld(config, log);
}
