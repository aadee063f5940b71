import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * Runs seeds of the fault simulator on several cores.
 * @param folder what `compileFaults` gave
 * @param onSeed told of each seed as it ends; ends all of them early by returning true
 */
export async function runSeeds(folder, { from = 0, seeds, blocks, faults, jobs }, onSeed = () => false) {
  const children = [];
  const end = () => {
    for (const child of children) child.kill();
  };
  const runs = Array.from({ length: Math.min(jobs, seeds) }, async (_, job) => {
    const count = Math.ceil((seeds - job) / jobs);
    const parameters = [from + job, count, jobs, blocks, ...(faults ? [faults.join()] : [])];
    const child = spawn(process.execPath, [join(folder, 'runSeeds.js'), ...parameters.map(String)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const exited = new Promise((resolve) => child.on('exit', resolve));
    for await (const line of createInterface(child.stdout)) {
      if (line && onSeed(JSON.parse(line))) end();
    }
    return exited;
  });
  process.once('exit', end);
  const codes = await Promise.all(runs);
  process.off('exit', end);
  return codes;
}
