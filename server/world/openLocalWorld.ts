import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPublicClient, createWalletClient, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { create3FactoryBytecode } from '../../engine/abi/create3Factory.gen.js';
import { featuredMessagesBytecode } from '../../engine/abi/featuredMessages.gen.js';
import { layerLensBytecode } from '../../engine/abi/layerLens.gen.js';
import { layerMetadataBytecode } from '../../engine/abi/layerMetadata.gen.js';
import { layerSaleBytecode } from '../../engine/abi/layerSale.gen.js';
import { layerTokenBytecode } from '../../engine/abi/layerToken.gen.js';
import { reserveAuctionBytecode } from '../../engine/abi/reserveAuction.gen.js';
import { styleGuardZoneBytecode } from '../../engine/abi/styleGuardZone.gen.js';
import { createWork } from '../../engine/chain/createWork.js';
import { deployContracts } from '../../engine/chain/deployContracts.js';
import type { Wallet } from '../../engine/chain/sendTransaction.js';
import { readModelFacts } from '../../engine/latent/readModelFacts.js';
import type { Log } from '../log/createLog.js';
import { type DemoWallet, demoWallets } from './demoWallets.js';
import { demoWorkSetup, demoWorks } from './demoWorks.js';
import { endOrphan } from './endOrphan.js';
import { localChain } from './localChain.js';
import { openLocalChain } from './openLocalChain.js';
import type { World, WorldConfig } from './world.js';
import { changedParts, moveAside, type WorldRecord, writeWorldRecord } from './worldRecord.js';

/** The demo series: room for 23 works of 23 layers; a message costs a little, and half a minute. */
const SERIES = { cap: 529, messageFee: 1_000_000_000_000_000n, messageCooldown: 30 };
/** What a world's contracts were made of. */
const BYTECODES = [
  create3FactoryBytecode,
  layerTokenBytecode,
  featuredMessagesBytecode,
  layerSaleBytecode,
  reserveAuctionBytecode,
  layerMetadataBytecode,
  layerLensBytecode,
  styleGuardZoneBytecode,
];
/** Calls a second: the local chain costs nothing to ask. */
const LOCAL_RATE = 10_000;
/** Milliseconds between two looks for a receipt: anvil mines at once. */
const RECEIPT_INTERVAL = 10;

/**
 * Makes the demo world, or resumes it: a chain of this machine, the contracts, and the demo works. A world made with
 * other contracts, another model or other manifests is moved aside.
 * @throws AnvilMissing, LocalChainFailed, ModelMissing, ModelMalformed, TransactionFailed
 */
export async function openLocalWorld(config: Omit<WorldConfig, 'chain'>, log: Log): Promise<World> {
  const { dataFolder } = config;
  const wallets = demoWallets();
  const model = await readModelFacts(config.modelFolder);
  const works = demoWorks(model).map((work) => demoWorkSetup(work, wallets));
  const record: WorldRecord = {
    format: 'pentimento-world/1',
    contracts: contractsHash(),
    model: model.sha256,
    manifest: sha256(Buffer.concat(works.map(({ manifestBytes }) => manifestBytes))),
  };

  mkdirSync(dataFolder, { recursive: true });
  const chainFolder = join(dataFolder, 'chain');
  await endOrphan(chainFolder, log);
  const changed = changedParts(dataFolder, record);
  if (changed.length > 0) {
    const movedTo = moveAside(dataFolder, new Date());
    log.warn(
      { changed, movedTo },
      `The world here was made with other ${changed.join(', ')}: moved to ${movedTo}. A new one begins.`,
    );
  }
  writeWorldRecord(dataFolder, record);

  const chain = await openLocalChain(chainFolder, log);
  try {
    const client = createPublicClient({
      chain: localChain,
      transport: http(chain.rpcUrl),
      pollingInterval: RECEIPT_INTERVAL,
      cacheTime: 0,
    });
    const wallet = walletOf(wallets.artist, chain.rpcUrl);
    const deployment = await deployContracts({ client, wallet, series: { ...SERIES, publicUrl: config.publicUrl } });
    for (const work of works) await createWork({ client, wallet, layerToken: deployment.layerToken, ...work });
    await chain.save();
    return {
      ...deployment,
      rpcUrls: [chain.rpcUrl],
      wsUrl: null,
      rate: LOCAL_RATE,
      chainId: localChain.id,
      local: true,
      wallets: [wallets.artist, ...wallets.owners, wallets.visitor],
      relayerKey: wallets.relayer.privateKey,
      close: chain.close,
    };
  } catch (error) {
    await chain.close();
    throw error;
  }
}

function contractsHash(): string {
  const series = `${SERIES.cap} ${SERIES.messageFee} ${SERIES.messageCooldown}`;
  return sha256([...BYTECODES, series].join('\n'));
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function walletOf({ privateKey }: DemoWallet, rpcUrl: string): Wallet {
  return createWalletClient({ account: privateKeyToAccount(privateKey), chain: localChain, transport: http(rpcUrl) });
}
