import { Command } from 'commander';
import { readModelFacts } from '../../engine/latent/readModelFacts.js';
import { checkManifestAgainstModel } from '../../engine/scene/checkManifestAgainstModel.js';
import { readManifestFile } from '../manifest/readManifestFile.js';

/** `pentimento manifest …`: what an artist asks before anything is on a chain. */
export function manifestCommand(): Command {
  const manifest = new Command('manifest').description('looks at the manifest of a work');
  manifest
    .command('check')
    .description('says every mistake of a manifest, each by its path')
    .argument('<file>', 'the manifest, a JSON file')
    .option('--model <folder>', 'also whether this model can paint it')
    .action(async (file: string, { model }: { model?: string }) => {
      const found = await readManifestFile(file);
      if (model) checkManifestAgainstModel(found, await readModelFacts(model));
      const rules = [found.master, ...found.layers].reduce((sum, token) => sum + token.rules.length, 0);
      console.log(
        `“${found.title}”: a master and ${counted(found.layers.length, 'layer')}, ${counted(rules, 'rule')}, no mistakes.`,
      );
    });
  return manifest;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
