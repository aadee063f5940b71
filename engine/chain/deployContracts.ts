import {
  type Account,
  type Chain,
  concat,
  encodeDeployData,
  getContractAddress,
  type PublicClient,
  stringToHex,
  type Transport,
  type WalletClient,
} from 'viem';
import { create3FactoryAbi, create3FactoryBytecode } from '../abi/create3Factory.gen.js';
import { featuredMessagesAbi, featuredMessagesBytecode } from '../abi/featuredMessages.gen.js';
import { layerTokenAbi, layerTokenBytecode } from '../abi/layerToken.gen.js';
import { NoCreate2Deployer } from '../errors/deployErrors.js';
import type { Hex } from '../protocol/primitives.js';
import { hostOf } from './rpcClient.js';
import { sendTransaction } from './sendTransaction.js';

/** What is decided about a series once, at its deployment. The deploying account is its artist, moderator and payee. */
export interface Series {
  /** How many layers it may ever have. */
  cap: number;
  /** What stands before the token id in a token's URI. */
  baseURI: string;
  /** Wei a featured message costs. */
  messageFee: bigint;
  /** Seconds between two messages of one token. */
  messageCooldown: number;
}

export interface DeployOptions {
  client: PublicClient;
  wallet: WalletClient<Transport, Chain, Account>;
  series: Series;
}

/** Where a series is. Addresses in lower case. */
export interface Deployment {
  layerToken: Hex;
  featuredMessages: Hex;
  /** The block of LayerToken's deployment: nothing happened before it. */
  deployBlock: number;
}

/** The deployer nearly every chain has, by the keyless transaction of github.com/Arachnid/deterministic-deployment-proxy. */
const CREATE2_DEPLOYER = '0x4e59b44847b379578588920ca78fbf26c0b4956c';
const FACTORY_SALT = stringToHex('', { size: 32 });
const LAYER_TOKEN_SALT = stringToHex('pentimento/LayerToken/1', { size: 32 });
const FEATURED_MESSAGES_SALT = stringToHex('pentimento/FeaturedMessages/1', { size: 32 });

/** Where the Create3Factory is, on every chain. */
export const CREATE3_FACTORY = getContractAddress({
  opcode: 'CREATE2',
  from: CREATE2_DEPLOYER,
  salt: FACTORY_SALT,
  bytecode: create3FactoryBytecode,
}).toLowerCase() as Hex;

/**
 * Deploys what is not there yet of a series: its addresses follow from the account alone, so a second call finds the
 * first one's contracts and sends nothing, whatever its `series` says.
 * @throws NoCreate2Deployer, TransactionFailed
 */
export async function deployContracts({ client, wallet, series }: DeployOptions): Promise<Deployment> {
  const artist = wallet.account.address;
  await deployFactory(client, wallet);
  const [layerToken, featuredMessages] = await Promise.all([
    addressOf(client, artist, LAYER_TOKEN_SALT),
    addressOf(client, artist, FEATURED_MESSAGES_SALT),
  ]);
  const layerTokenCode = encodeDeployData({
    abi: layerTokenAbi,
    bytecode: layerTokenBytecode,
    args: [artist, BigInt(series.cap), series.baseURI],
  });
  const featuredMessagesCode = encodeDeployData({
    abi: featuredMessagesAbi,
    bytecode: featuredMessagesBytecode,
    args: [layerToken, artist, artist, series.messageFee, BigInt(series.messageCooldown)],
  });
  await deploy(client, wallet, 'LayerToken', layerToken, LAYER_TOKEN_SALT, layerTokenCode);
  await deploy(client, wallet, 'FeaturedMessages', featuredMessages, FEATURED_MESSAGES_SALT, featuredMessagesCode);
  const deployBlock = await client.readContract({
    address: layerToken,
    abi: layerTokenAbi,
    functionName: 'deployBlock',
  });
  return { layerToken, featuredMessages, deployBlock: Number(deployBlock) };
}

async function deployFactory(client: PublicClient, wallet: DeployOptions['wallet']): Promise<void> {
  if (await hasCode(client, CREATE3_FACTORY)) return;
  if (!(await hasCode(client, CREATE2_DEPLOYER))) throw new NoCreate2Deployer(hostOf(client), CREATE2_DEPLOYER);
  const data = concat([FACTORY_SALT, create3FactoryBytecode]);
  await sendTransaction(client, 'deploying Create3Factory', () =>
    wallet.sendTransaction({ to: CREATE2_DEPLOYER, data }),
  );
}

async function addressOf(client: PublicClient, deployer: Hex, salt: Hex): Promise<Hex> {
  const address = await client.readContract({
    address: CREATE3_FACTORY,
    abi: create3FactoryAbi,
    functionName: 'addressOf',
    args: [deployer, salt],
  });
  return address.toLowerCase() as Hex;
}

async function deploy(
  client: PublicClient,
  wallet: DeployOptions['wallet'],
  contract: string,
  address: Hex,
  salt: Hex,
  initCode: Hex,
): Promise<void> {
  if (await hasCode(client, address)) return;
  await sendTransaction(client, `deploying ${contract}`, () =>
    wallet.writeContract({
      address: CREATE3_FACTORY,
      abi: create3FactoryAbi,
      functionName: 'deploy',
      args: [salt, initCode],
    }),
  );
}

async function hasCode(client: PublicClient, address: Hex): Promise<boolean> {
  return (await client.getCode({ address })) !== undefined;
}
