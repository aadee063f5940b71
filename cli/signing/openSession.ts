import { type Chain, createPublicClient, createWalletClient, defineChain, http, type PublicClient } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { readKeystore, readPassword } from '../../engine/chain/readKeystore.js';
import { rpcProblem } from '../../engine/chain/rpcProblem.js';
import type { Wallet } from '../../engine/chain/sendTransaction.js';
import { ChainUnreachable, WrongChain } from '../../engine/errors/chainErrors.js';
import { askSecret } from './ask.js';
import { NoSigner, SignerUnusable } from './signingErrors.js';
import type { SigningOptions } from './signingOptions.js';

/** A chain and who signs on it. */
export interface Session {
  client: PublicClient;
  wallet: Wallet;
}

/** Milliseconds between two looks for a receipt. */
const RECEIPT_INTERVAL = 500;
/** Milliseconds a person has to find a hardware wallet and press its button. */
const SIGNED_WITHIN = 600_000;

/**
 * @param chainId  the one chain it may be; any when left out
 * @throws NoSigner, KeystoreUnusable, WrongPassword, PasswordFileUnusable, NoTerminal, SignerUnusable, ChainUnreachable,
 * WrongChain
 */
export async function openSession(options: SigningOptions, chainId?: number): Promise<Session> {
  const { keystore, signerUrl } = options;
  if ((keystore === undefined) === (signerUrl === undefined)) throw new NoSigner();
  const chain = await chainOf(options.rpc, chainId);
  const client = createPublicClient({
    chain,
    transport: http(options.rpc),
    pollingInterval: RECEIPT_INTERVAL,
    cacheTime: 0,
  });
  const wallet = signerUrl
    ? await externalWallet(signerUrl, chain, options)
    : await keystoreWallet(keystore as string, chain, options);
  return { client, wallet };
}

async function chainOf(rpc: string, expected: number | undefined): Promise<Chain> {
  const id = await createPublicClient({ transport: http(rpc) })
    .getChainId()
    .catch((error) => {
      throw new ChainUnreachable(new URL(rpc).host, rpcProblem(error));
    });
  if (expected !== undefined && id !== expected) throw new WrongChain(new URL(rpc).host, expected, id);
  // Loaded here alone: viem's list of chains takes half a second.
  const known = Object.values(await import('viem/chains')).find((chain) => chain.id === id);
  return (
    known ??
    defineChain({
      id,
      name: `Chain ${id}`,
      nativeCurrency: { name: 'coin', symbol: 'coins', decimals: 18 },
      rpcUrls: { default: { http: [rpc] } },
    })
  );
}

async function keystoreWallet(file: string, chain: Chain, { rpc, passwordFile }: SigningOptions): Promise<Wallet> {
  const key = await readKeystore(file, () =>
    passwordFile ? readPassword(passwordFile) : askSecret(`Password of ${file}: `, '--password-file FILE'),
  );
  return createWalletClient({ account: privateKeyToAccount(key), chain, transport: http(rpc) });
}

/** A wallet that holds its keys itself, and is asked to by `eth_sendTransaction`. */
async function externalWallet(url: string, chain: Chain, { account: wanted }: SigningOptions): Promise<Wallet> {
  const { host } = new URL(url);
  const transport = http(url, { timeout: SIGNED_WITHIN, retryCount: 0 });
  const signer = createWalletClient({ chain, transport });
  const [chainId, accounts] = await Promise.all([signer.getChainId(), signer.getAddresses()]).catch((error) => {
    throw new SignerUnusable(host, rpcProblem(error));
  });
  if (chainId !== chain.id) throw new SignerUnusable(host, `it is on chain ${chainId}, and the node is on ${chain.id}`);
  const account = accounts.find((one) => !wanted || one.toLowerCase() === wanted.toLowerCase());
  if (!account) throw new SignerUnusable(host, wanted ? `it does not offer ${wanted}` : 'it offers no account');
  return createWalletClient({ account, chain, transport });
}
