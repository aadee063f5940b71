import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { DeploymentFileUnusable } from '../errors/deployErrors.js';
import { fileProblem } from '../errors/fileProblem.js';
import { Address, Bytes32 } from '../protocol/primitives.js';
import { wordIssue } from '../protocol/wordIssue.js';
import { type ContractAddresses, forEachContract } from './contractAddresses.js';

const Contract = z.strictObject({
  address: Address,
  /** keccak-256 of the deployed code (EXTCODEHASH). */
  codeHash: Bytes32,
});

/** Where a series is, as a file that `pentimento deploy` writes and the server reads. */
export const DeploymentFile = z.strictObject({
  format: z.literal('pentimento-deployment/1'),
  chainId: z.number().int().min(1),
  /** Nothing of the series happened before this block. */
  deployBlock: z.number().int().min(0),
  /** Who may create works. */
  artist: Address,
  /** Where the server that shows the series was said to be. */
  publicUrl: z.url({ protocol: /^https?$/ }),
  contracts: z.strictObject(forEachContract(() => Contract)),
});
export type DeploymentFile = z.infer<typeof DeploymentFile>;

/** @throws DeploymentFileUnusable */
export function readDeploymentFile(path: string): DeploymentFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new DeploymentFileUnusable(path, fileProblem(error));
  }
  const parsed = DeploymentFile.safeParse(parseJson(path, text), { error: wordIssue });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DeploymentFileUnusable(path, `${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

/** Whole or not at all: the file of an earlier run stays until the new one is written. */
export async function writeDeploymentFile(path: string, deployment: DeploymentFile): Promise<void> {
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, `${JSON.stringify(deployment, null, 2)}\n`);
    await rename(partial, path);
  } catch (error) {
    throw new DeploymentFileUnusable(path, fileProblem(error));
  }
}

export function addressesIn({ contracts }: Pick<DeploymentFile, 'contracts'>): ContractAddresses {
  return forEachContract((key) => contracts[key].address);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DeploymentFileUnusable(path, 'it is not JSON');
  }
}
