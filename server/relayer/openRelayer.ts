import { createPublicClient, createWalletClient, defineChain, fallback, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { readKeystore, readPassword } from '../../engine/chain/readKeystore.js';
import type { Hex } from '../../engine/protocol/primitives.js';
import type { Config } from '../config/config.js';
import type { Log } from '../log/createLog.js';
import type { World } from '../world/world.js';
import { createRelayer } from './createRelayer.js';
import type { Relayer } from './relayer.js';

/** Milliseconds between two looks for a receipt. */
const RECEIPT_INTERVAL = { local: 50, elsewhere: 2_000 };

/**
 * The relayer whose account the operator funds, or the demo world's own; null where there is none.
 * @throws KeystoreUnusable, WrongPassword, PasswordFileUnusable
 */
export async function openRelayer({ relayer }: Config, world: World, log: Log): Promise<Relayer | null> {
  const key = relayer
    ? await readKeystore(relayer.keystore, () => readPassword(relayer.passwordFile))
    : world.relayerKey;
  if (!key) return null;
  const { rpcUrls, chainId, layerToken, featuredMessages, local } = world;
  const chain = defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: rpcUrls } },
  });
  const transport = fallback(rpcUrls.map((url) => http(url)));
  const account = privateKeyToAccount(key as Hex);
  log.info({ relayer: account.address }, 'Owners may have this account send what they sign and pay for it.');
  return createRelayer({
    client: createPublicClient({
      chain,
      transport,
      pollingInterval: local ? RECEIPT_INTERVAL.local : RECEIPT_INTERVAL.elsewhere,
      cacheTime: 0,
    }),
    wallet: createWalletClient({ account, chain, transport }),
    layerToken,
    featuredMessages,
    daily: relayer?.daily ?? DEMO.daily,
    messageFee: relayer?.messageFee ?? DEMO.messageFee,
    now: () => performance.now(),
    log,
  });
}

/** What the demo world's relayer gives each owner: so much a day, and the fee of its messages. */
const DEMO = { daily: 20, messageFee: 1_000_000_000_000_000n };
