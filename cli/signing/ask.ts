import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { NoTerminal } from './signingErrors.js';

/**
 * Asks whoever sits at the terminal for a secret, which is not shown.
 * @param instead  what to give where there is no terminal
 * @throws NoTerminal
 */
export async function askSecret(question: string, instead: string): Promise<string> {
  requireTerminal(instead);
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const secret = await answerTo('', nowhere);
  process.stderr.write('\n');
  return secret;
}

/** @throws NoTerminal */
export async function askYes(question: string, instead: string): Promise<boolean> {
  requireTerminal(instead);
  return /^y(es)?$/i.test((await answerTo(`${question} [y/N] `, process.stderr)).trim());
}

/** SIGINT's exit code. */
const INTERRUPTED = 130;

function requireTerminal(instead: string): void {
  if (!process.stdin.isTTY) throw new NoTerminal(instead);
}

async function answerTo(prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  terminal.on('SIGINT', () => process.exit(INTERRUPTED));
  try {
    return await terminal.question(prompt);
  } finally {
    terminal.close();
  }
}
