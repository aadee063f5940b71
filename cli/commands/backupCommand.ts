import { join } from 'node:path';
import { Command } from 'commander';
import { backUpSqlite } from '../../engine/state/backUpSqlite.js';

/** `pentimento backup`: what an operator runs each night, also while the server runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copies what the gallery decided (desk.db); everything else is made anew from the chain')
    .requiredOption('--data <folder>', "the server's data folder")
    .requiredOption('--to <file>', 'where the copy goes; an earlier one is replaced once the new one is whole')
    .addHelpText('after', '\nTo restore it, end the server and put the copy in the place of desk.db.')
    .action(({ data, to }: { data: string; to: string }) => {
      backUpSqlite(join(data, 'desk.db'), to);
      console.log(`Copied to ${to}.`);
    });
}
