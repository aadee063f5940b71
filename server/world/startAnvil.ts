import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { anvilBinary } from './anvilBinary.js';
import { createAnvilClient, metadataOf } from './anvilClient.js';
import { writeAnvilRecord } from './anvilRecord.js';
import { chainSaveIn } from './chainSave.js';
import { DEMO_MNEMONIC } from './demoWallets.js';
import { localChain } from './localChain.js';
import { LocalChainFailed } from './worldErrors.js';

/** A running anvil. */
export interface Anvil {
  process: ChildProcess;
  /** Resolves when the process is gone. */
  exited: Promise<unknown>;
}

/** Seconds between two blocks when nobody sends a transaction, so that chain time goes on. */
const BLOCK_TIME = 12;
/** Milliseconds for anvil to load its save and answer. */
const READY_WITHIN = 60_000;
/** The most of anvil's own words that goes into an error. */
const OUTPUT_SHOWN = 300;

/**
 * Starts an anvil from the folder's last save.
 * @param port free on loopback
 * @throws AnvilMissing, LocalChainFailed
 */
export async function startAnvil(folder: string, port: number): Promise<Anvil> {
  // Old states that a killed anvil left: it numbers its own and never reads those of another run.
  rmSync(join(folder, STATES), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const isResumed = chainSaveIn(folder) !== null;
  const logFile = join(folder, 'anvil.log');
  const output = openSync(logFile, 'w');
  // Detached: a Ctrl+C in the terminal is for the server, which saves the chain before it ends it.
  const child = spawn(anvilBinary(), argumentsFor(folder, port), {
    stdio: ['ignore', output, output],
    detached: true,
    windowsHide: true,
  });
  closeSync(output);
  const exited = once(child, 'exit').catch(() => undefined);

  try {
    const instanceId = await ready(child, port);
    if (child.pid === undefined) throw new Error('anvil has no process id');
    writeAnvilRecord(folder, { port, pid: child.pid, instanceId });
    // A save may lack the last blocks that others have read. A block of its own tells them at once that theirs are gone.
    if (isResumed) await createAnvilClient(port).mine({ blocks: 1 });
    return { process: child, exited };
  } catch (error) {
    child.kill('SIGKILL');
    const words = readFileSync(logFile, 'utf8').trim().replace(/\s+/g, ' ').slice(0, OUTPUT_SHOWN);
    throw new LocalChainFailed(folder, error instanceof Error ? error.message : String(error), words);
  }
}

const STATES = 'states';

function argumentsFor(folder: string, port: number): string[] {
  const save = chainSaveIn(folder);
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--no-cors', '--quiet'],
    ...['--chain-id', String(localChain.id), '--hardfork', 'prague', '--mnemonic', DEMO_MNEMONIC],
    ...['--mixed-mining', '--block-time', String(BLOCK_TIME)],
    ...['--cache-path', join(folder, STATES)],
    ...(save ? ['--load-state', save] : []),
  ];
}

/** Waits until this child, and no other, answers at the port. */
async function ready(child: ChildProcess, port: number): Promise<string> {
  const client = createAnvilClient(port);
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + READY_WITHIN;
  for (;;) {
    const running = await metadataOf(client).catch(() => null);
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`anvil ended with exit code ${child.exitCode}`);
    if (child.signalCode !== null) throw new Error(`anvil was ended by ${child.signalCode}`);
    if (running) return running.instanceId;
    if (Date.now() > deadline) throw new Error(`anvil did not answer within ${READY_WITHIN / 1000} s`);
    await setTimeout(20);
  }
}
