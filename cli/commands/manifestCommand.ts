import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { checkManifest } from '../../engine/scene/checkManifest.js';

/** `pentimento manifest …`: what an artist asks before anything is on a chain. */
export function manifestCommand(): Command {
  const manifest = new Command('manifest').description('looks at the manifest of a work');
  manifest
    .command('check')
    .description('says every mistake of a manifest, each by its path')
    .argument('<file>', 'the manifest, a JSON file')
    .action(async (file: string) => {
      const { title, layers } = checkManifest(JSON.parse(await readFile(file, 'utf8')));
      console.log(`${title}: a master and ${layers.length} layers, no mistakes.`);
    });
  return manifest;
}
