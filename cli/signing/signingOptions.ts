import { type Command, InvalidArgumentError, Option } from 'commander';
import { isAddress } from 'viem';
import type { Hex } from '../../engine/protocol/primitives.js';
import { httpUrl } from '../optionValues.js';

/** What every command that sends transactions is told. */
export interface SigningOptions {
  rpc: string;
  keystore?: string;
  passwordFile?: string;
  signerUrl?: string;
  account?: Hex;
  dryRun?: boolean;
  yes?: boolean;
}

/** Gives a command the options of everything that sends transactions. */
export function withSigning(command: Command): Command {
  return command
    .addOption(new Option('--rpc <url>', "the chain's node").env('RPC_URL').argParser(httpUrl).makeOptionMandatory())
    .option('--keystore <file>', 'an encrypted keystore; its password is asked for')
    .option('--password-file <file>', "its first line is the keystore's password")
    .option('--signer-url <url>', 'a wallet that signs by itself, such as Frame with a hardware wallet', httpUrl)
    .option('--account <address>', "which of the signer's accounts; its first when left out", address)
    .option('--dry-run', 'say what would be sent and what it would cost, and send nothing')
    .option('--yes', 'send without asking');
}

function address(text: string): Hex {
  if (isAddress(text)) return text;
  throw new InvalidArgumentError('It must be an account: 0x and 40 hex digits.');
}
