import {
  type Abi,
  concat,
  encodeAbiParameters,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  keccak256,
  type PublicClient,
  stringToHex,
} from 'viem';
import { create3FactoryAbi, create3FactoryBytecode, create3FactoryCode } from '../abi/create3Factory.gen.js';
import { featuredMessagesAbi, featuredMessagesBytecode, featuredMessagesCode } from '../abi/featuredMessages.gen.js';
import { layerLensAbi, layerLensBytecode, layerLensCode } from '../abi/layerLens.gen.js';
import { layerMetadataAbi, layerMetadataBytecode, layerMetadataCode } from '../abi/layerMetadata.gen.js';
import { layerSaleAbi, layerSaleBytecode, layerSaleCode } from '../abi/layerSale.gen.js';
import { layerTokenAbi, layerTokenBytecode, layerTokenCode } from '../abi/layerToken.gen.js';
import { reserveAuctionAbi, reserveAuctionBytecode, reserveAuctionCode } from '../abi/reserveAuction.gen.js';
import { styleGuardZoneBytecode, styleGuardZoneCode } from '../abi/styleGuardZone.gen.js';
import { ChainUnreachable } from '../errors/chainErrors.js';
import { DifferentContract, NoCreate2Deployer } from '../errors/deployErrors.js';
import { EngineError } from '../errors/engineError.js';
import type { Hex } from '../protocol/primitives.js';
import {
  CONTRACT_NAMES,
  type ContractAddresses,
  type ContractKey,
  type Deployment,
  forEachContract,
} from './contractAddresses.js';
import { hostOf } from './rpcClient.js';
import { rpcProblem } from './rpcProblem.js';
import { type PlannedTransaction, sendTransaction, type Wallet } from './sendTransaction.js';

/** What a series is deployed with. The deploying account is its artist, moderator and payee. */
export interface Series {
  /** How many layers it may ever have. */
  cap: number;
  /** Wei a featured message costs. */
  messageFee: bigint;
  /** Seconds between two messages of one token. */
  messageCooldown: number;
  /** Where the server that shows it is reached, without a trailing slash. The one thing here that can be changed later. */
  publicUrl: string;
}

/** What is left to do until a series is as it should be. */
export interface DeploymentPlan {
  addresses: ContractAddresses;
  /** In this order: each may need those before it. */
  transactions: PlannedTransaction[];
}

export interface DeployOptions {
  client: PublicClient;
  wallet: Wallet;
  series: Series;
}

/** The deployer nearly every chain has, by the keyless transaction of github.com/Arachnid/deterministic-deployment-proxy. */
const CREATE2_DEPLOYER = '0x4e59b44847b379578588920ca78fbf26c0b4956c';
const FACTORY_SALT = stringToHex('', { size: 32 });
/** keccak-256 of the code through which Solady's CREATE3 deploys, so that an address does not depend on what is deployed. */
const CREATE3_PROXY_HASH = '0x21c35dbe1b344a2488cf3321d6ce542f8e9f305544ff09e4993a62319a497c1f';
const DESCRIPTION = 'Living paintings. Every layer has an owner, who changes how it is painted.';

/** Where the Create3Factory is, on every chain. */
export const CREATE3_FACTORY = lower(
  getContractAddress({
    opcode: 'CREATE2',
    from: CREATE2_DEPLOYER,
    salt: FACTORY_SALT,
    bytecode: create3FactoryBytecode,
  }),
);

/** Where an account's series is, on every chain. */
export function addressesOf(deployer: Hex): ContractAddresses {
  return forEachContract((key) => create3Address(deployer, saltOf(CONTRACT_NAMES[key])));
}

/**
 * Deploys what is not there yet of a series, and has its metadata name the server. Its addresses follow from the account
 * alone, so that a second call finds what the first one left and goes on from there.
 * @throws what planDeployment throws; TransactionFailed
 */
export async function deployContracts({ client, wallet, series }: DeployOptions): Promise<Deployment> {
  const { addresses, transactions } = await planDeployment(client, wallet.account.address, series);
  for (const transaction of transactions) await sendTransaction(client, wallet, transaction);
  return { ...addresses, deployBlock: await deployBlockOf(client, addresses) };
}

/** The block of LayerToken's deployment. */
export async function deployBlockOf(client: PublicClient, { layerToken }: ContractAddresses): Promise<number> {
  return Number(await client.readContract({ address: layerToken, abi: layerTokenAbi, functionName: 'deployBlock' }));
}

/**
 * Looks what of an account's series is there, that it is what would be deployed, and what is left to do.
 * @throws NoCreate2Deployer, DifferentContract, ChainUnreachable
 */
export async function planDeployment(client: PublicClient, deployer: Hex, series: Series): Promise<DeploymentPlan> {
  try {
    return await plan(client, deployer, series);
  } catch (error) {
    throw error instanceof EngineError ? error : new ChainUnreachable(hostOf(client), rpcProblem(error));
  }
}

async function plan(client: PublicClient, deployer: Hex, series: Series): Promise<DeploymentPlan> {
  const addresses = addressesOf(deployer);
  const parts = partsOf(addresses, deployer, series);
  const codeAt = (address: Hex) => client.getCode({ address });
  const [create2Code, factoryCode, ...codes] = await Promise.all([
    codeAt(CREATE2_DEPLOYER),
    codeAt(CREATE3_FACTORY),
    ...parts.map(({ address }) => codeAt(address)),
  ]);

  const transactions: PlannedTransaction[] = [];
  if (!factoryCode) {
    if (!create2Code) throw new NoCreate2Deployer(hostOf(client), CREATE2_DEPLOYER);
    transactions.push(factoryDeployment());
  } else requireCode(client, 'Create3Factory', CREATE3_FACTORY, factoryCode, create3FactoryCode);
  for (const [i, part] of parts.entries()) {
    const code = codes[i];
    if (code) requireCode(client, part.name, part.address, code, part.code);
    else transactions.push(part.deployment);
  }
  const there = new Set(parts.filter((_, i) => codes[i]).map(({ name }) => name));
  await requireSettings(client, addresses, series, there);
  transactions.push(...(await metadataSteps(client, addresses, series, there)));
  return { addresses, transactions };
}

type DeployedName = (typeof CONTRACT_NAMES)[ContractKey];

interface Part {
  name: DeployedName;
  address: Hex;
  code: CodeMark;
  deployment: PlannedTransaction;
}

/** What tells deployed code, as `npm run gen` writes it. */
interface CodeMark {
  hash: Hex;
  /** [first byte, bytes] of what the constructor writes. */
  written: readonly (readonly [number, number])[];
}

/** The contracts in the order of their deployment. */
function partsOf(addresses: ContractAddresses, artist: Hex, series: Series): Part[] {
  const { layerToken, featuredMessages } = addresses;
  const part = (key: ContractKey, code: CodeMark, initCode: Hex): Part => {
    const name = CONTRACT_NAMES[key];
    return { name, address: addresses[key], code, deployment: deploymentOf(name, initCode) };
  };
  return [
    part(
      'layerToken',
      layerTokenCode,
      encodeDeployData({
        abi: layerTokenAbi,
        bytecode: layerTokenBytecode,
        args: [artist, BigInt(series.cap), baseURIOf(series)],
      }),
    ),
    part(
      'featuredMessages',
      featuredMessagesCode,
      encodeDeployData({
        abi: featuredMessagesAbi,
        bytecode: featuredMessagesBytecode,
        args: [layerToken, artist, artist, series.messageFee, BigInt(series.messageCooldown)],
      }),
    ),
    part(
      'layerSale',
      layerSaleCode,
      encodeDeployData({ abi: layerSaleAbi, bytecode: layerSaleBytecode, args: [layerToken] }),
    ),
    part(
      'reserveAuction',
      reserveAuctionCode,
      encodeDeployData({ abi: reserveAuctionAbi, bytecode: reserveAuctionBytecode, args: [layerToken] }),
    ),
    part(
      'layerMetadata',
      layerMetadataCode,
      encodeDeployData({
        abi: layerMetadataAbi,
        bytecode: layerMetadataBytecode,
        args: [layerToken, DESCRIPTION, imageBaseOf(series)],
      }),
    ),
    part(
      'layerLens',
      layerLensCode,
      encodeDeployData({ abi: layerLensAbi, bytecode: layerLensBytecode, args: [layerToken, featuredMessages] }),
    ),
    part('styleGuardZone', styleGuardZoneCode, styleGuardZoneBytecode),
  ];
}

function factoryDeployment(): PlannedTransaction {
  return {
    what: 'deploying Create3Factory',
    to: CREATE2_DEPLOYER,
    data: concat([FACTORY_SALT, create3FactoryBytecode]),
    abi: create3FactoryAbi,
  };
}

function deploymentOf(name: DeployedName, initCode: Hex): PlannedTransaction {
  return {
    what: `deploying ${name}`,
    to: CREATE3_FACTORY,
    data: encodeFunctionData({ abi: create3FactoryAbi, functionName: 'deploy', args: [saltOf(name), initCode] }),
    abi: create3FactoryAbi,
  };
}

/** A constructor's immutable values are compared with zeros in their place: what they must be, `requireSettings` asks. */
function requireCode(client: PublicClient, name: string, address: Hex, code: Hex, { hash, written }: CodeMark): void {
  const bytes = Buffer.from(code.slice(2), 'hex');
  for (const [start, length] of written) bytes.subarray(start, start + length).fill(0);
  if (keccak256(bytes) === hash) return;
  throw new DifferentContract(hostOf(client), name, address, 'its code is not that of this version');
}

/** That what cannot be changed any more is as asked for. */
async function requireSettings(
  client: PublicClient,
  { layerToken, featuredMessages }: ContractAddresses,
  series: Series,
  there: ReadonlySet<DeployedName>,
): Promise<void> {
  const requireSame = (name: DeployedName, address: Hex, setting: string, is: bigint, asked: bigint) => {
    if (is === asked) return;
    throw new DifferentContract(hostOf(client), name, address, `its ${setting} is ${is}, and ${asked} was asked for`);
  };
  if (there.has('LayerToken')) {
    const cap = await client.readContract({ address: layerToken, abi: layerTokenAbi, functionName: 'cap' });
    requireSame('LayerToken', layerToken, 'cap', cap, BigInt(series.cap));
  }
  if (there.has('FeaturedMessages')) {
    const contract = { address: featuredMessages, abi: featuredMessagesAbi } as const;
    const [fee, cooldown] = await Promise.all([
      client.readContract({ ...contract, functionName: 'fee' }),
      client.readContract({ ...contract, functionName: 'cooldown' }),
    ]);
    requireSame('FeaturedMessages', featuredMessages, 'fee', fee, series.messageFee);
    requireSame('FeaturedMessages', featuredMessages, 'cooldown', cooldown, BigInt(series.messageCooldown));
  }
}

/** Metadata is written on chain by LayerMetadata, and names pictures at the server's address, which may be a new one. */
async function metadataSteps(
  client: PublicClient,
  { layerToken, layerMetadata }: ContractAddresses,
  series: Series,
  there: ReadonlySet<DeployedName>,
): Promise<PlannedTransaction[]> {
  const steps: PlannedTransaction[] = [];
  const metadata = { address: layerMetadata, abi: layerMetadataAbi } as const;
  const imageBase = imageBaseOf(series);
  const step = (what: string, to: Hex, abi: Abi, functionName: string, argument: string) =>
    steps.push({ what, to, abi, data: encodeFunctionData({ abi, functionName, args: [argument] }) });
  if (
    there.has('LayerMetadata') &&
    (await client.readContract({ ...metadata, functionName: 'imageBase' })) !== imageBase
  )
    step('setting the address of pictures', layerMetadata, layerMetadataAbi, 'setImageBase', imageBase);

  const token = { address: layerToken, abi: layerTokenAbi } as const;
  const [renderer, baseURI] = there.has('LayerToken')
    ? await Promise.all([
        client.readContract({ ...token, functionName: 'renderer' }),
        client.readContract({ ...token, functionName: 'baseURI' }),
      ])
    : ['0x', baseURIOf(series)];
  // After the pictures: both have marketplaces read the metadata again.
  if (baseURI !== baseURIOf(series))
    step('setting the address of the metadata', layerToken, layerTokenAbi, 'setBaseURI', baseURIOf(series));
  if (renderer.toLowerCase() !== layerMetadata)
    step('having LayerMetadata write the metadata', layerToken, layerTokenAbi, 'setRenderer', layerMetadata);
  return steps;
}

const baseURIOf = ({ publicUrl }: Series) => `${publicUrl}/api/tokens/`;
const imageBaseOf = ({ publicUrl }: Series) => `${publicUrl}/api/images/`;

const saltOf = (name: DeployedName) => stringToHex(`pentimento/${name}/1`, { size: 32 });

/** As the factory's `addressOf` computes it. */
function create3Address(deployer: Hex, salt: Hex): Hex {
  const own = keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'bytes32' }], [deployer, salt]));
  const proxy = getContractAddress({
    opcode: 'CREATE2',
    from: CREATE3_FACTORY,
    salt: own,
    bytecodeHash: CREATE3_PROXY_HASH,
  });
  return lower(getContractAddress({ opcode: 'CREATE', from: proxy, nonce: 1n }));
}

function lower(address: string): Hex {
  return address.toLowerCase() as Hex;
}
