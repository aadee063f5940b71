import { Command } from 'commander';
import { EngineError } from '../engine/errors/engineError.js';
import { backupCommand } from './commands/backupCommand.js';
import { deployCommand } from './commands/deployCommand.js';
import { exportCommand } from './commands/exportCommand.js';
import { manifestCommand } from './commands/manifestCommand.js';
import { verifyCommand } from './commands/verifyCommand.js';
import { workCommand } from './commands/workCommand.js';

/** sysexits(3): what was given is wrong. */
const EX_DATAERR = 65;

const pentimento = new Command('pentimento')
  .description('Living paintings from the command line.')
  .addCommand(backupCommand())
  .addCommand(manifestCommand())
  .addCommand(deployCommand())
  .addCommand(exportCommand())
  .addCommand(verifyCommand())
  .addCommand(workCommand());

try {
  await pentimento.parseAsync();
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  console.error(error.message);
  process.exitCode = EX_DATAERR;
}
