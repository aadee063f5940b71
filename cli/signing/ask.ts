import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { NoTerminal } from './signingErrors.js';

/**
 * Asks whoever sits at the terminal for a secret, which is not shown.
 * @param instead  what to give where there is no terminal
 * @throws NoTerminal
 */
export async function askSecret(question: string, instead: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const secret = await answerTo(question, instead, nowhere);
  process.stderr.write('\n');
  return secret;
}

/** @throws NoTerminal */
export async function askYes(question: string, instead: string): Promise<boolean> {
  return /^y(es)?$/i.test((await answerTo(`${question} [y/N] `, instead, process.stderr)).trim());
}

/** SIGINT's exit code. */
const INTERRUPTED = 130;

async function answerTo(question: string, instead: string, echo: NodeJS.WritableStream): Promise<string> {
  if (!process.stdin.isTTY) throw new NoTerminal(instead);
  const terminal = createInterface({ input: process.stdin, output: echo, terminal: true });
  terminal.on('SIGINT', () => process.exit(INTERRUPTED));
  process.stderr.write(question);
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
  }
}
