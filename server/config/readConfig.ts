import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEther } from 'viem';
import { z } from 'zod';
import { readDeploymentFile } from '../../engine/chain/deploymentFile.js';
import { DeploymentFileUnusable } from '../../engine/errors/deployErrors.js';
import { wordIssue } from '../../engine/protocol/wordIssue.js';
import { MIN_TOKEN_LENGTH } from '../operator/operatorToken.js';

import {
  type Config,
  type DeskPlace,
  type ExternalChain,
  LOG_LEVELS,
  MODERATIONS,
  type RelayerConfig,
  ROLES,
  type SharedRasters,
} from './config.js';
import { ConfigError, type ConfigMistake } from './configError.js';

/** The variables that name an external chain: both, or none. */
const CHAIN_VARIABLES = ['RPC_URL', 'DEPLOYMENT'] as const;
/** Characters: what nobody guesses. */
const MIN_SECRET = 16;

const Environment = z.object({
  ROLE: z.enum(ROLES, `expected one of ${ROLES.join(', ')}`).default('all'),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  TRUSTED_PROXIES: networks().default(['loopback']),
  PUBLIC_URL: httpUrl().optional(),
  DATA_DIR: z.string().default('data'),
  RPC_URL: httpUrls().optional(),
  RPC_WS_URL: z.url({ protocol: /^wss?$/, error: 'expected an address that starts with ws:// or wss://' }).optional(),
  RPC_RATE: wholeNumber(1, 10_000).default(25),
  REORG_WINDOW: wholeNumber(10, 86_400).default(180),
  DEPLOYMENT: deploymentFile().optional(),
  MODEL_DIR: z.string().default('engine/models/house'),
  ASSETS_DIR: z.string().optional(),
  MODERATION: z.enum(MODERATIONS, `expected one of ${MODERATIONS.join(', ')}`).default('post'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'expected an address like redis://localhost:6379')
    .optional(),
  OPERATOR_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'expected visible ASCII characters without a space')
    .min(MIN_TOKEN_LENGTH, `expected at least ${MIN_TOKEN_LENGTH} characters, so that nobody guesses it`)
    .max(512, 'expected at most 512 characters')
    .optional(),
  RASTER_STORE: sharedRasters().optional(),
  DESK_URL: httpUrl().optional(),
  DESK_SECRET: z.string().min(MIN_SECRET, `expected at least ${MIN_SECRET} characters`).optional(),
  RELAYER_KEYSTORE: z.string().optional(),
  RELAYER_PASSWORD_FILE: z.string().optional(),
  RELAYER_DAILY: wholeNumber(1, 1_000).default(10),
  RELAYER_MESSAGE_FEE: ether().default(0n),
  LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  PAINTERS: wholeNumber(0, 64).optional(),
});
/** The variables that name the relayer's account: both, or none. */
const RELAYER_VARIABLES = ['RELAYER_KEYSTORE', 'RELAYER_PASSWORD_FILE'] as const;
type Environment = z.infer<typeof Environment>;

/** Never printed back: a URL may carry a key. */
const SECRETS: readonly string[] = ['RPC_URL', 'RPC_WS_URL', 'REDIS_URL', 'DESK_URL', 'DESK_SECRET', 'OPERATOR_TOKEN'];

/**
 * Reads the environment. An empty variable counts as one that is not set.
 * @throws ConfigError naming every mistake at once
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given, { error: wordIssue });
  const mistakes = [
    ...(parsed.error?.issues.map((issue) => mistakeOf(issue, given)) ?? []),
    ...missingForRole(given),
    ...nobodyPaints(given),
    ...halfAPair(CHAIN_VARIABLES, 'the local demo world', given),
    ...halfAPair(RELAYER_VARIABLES, 'no relayer', given),
  ];
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);

  const environment = parsed.data;
  return {
    role: environment.ROLE,
    host: environment.HOST,
    port: environment.PORT,
    trustedProxies: environment.TRUSTED_PROXIES,
    publicUrl: environment.PUBLIC_URL?.replace(/\/+$/, '') ?? ownUrl(environment.HOST, environment.PORT),
    dataFolder: resolve(environment.DATA_DIR),
    chain: externalChain(environment),
    reorgWindow: environment.REORG_WINDOW,
    modelFolder: resolve(environment.MODEL_DIR),
    assetFolder: resolve(environment.ASSETS_DIR ?? join(environment.DATA_DIR, 'assets')),
    moderation: environment.MODERATION,
    redisUrl: environment.REDIS_URL ?? null,
    operatorToken: environment.OPERATOR_TOKEN ?? null,
    sharedRasters: environment.RASTER_STORE ?? null,
    desk: deskPlace(environment),
    relayer: relayerOf(environment),
    logLevel: environment.LOG_LEVEL,
    painters: environment.PAINTERS ?? (environment.ROLE === 'edge' ? 0 : spareCores()),
  };
}

function mistakeOf(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): ConfigMistake {
  const variable = String(issue.path[0]);
  return {
    variable,
    value: SECRETS.includes(variable) ? null : (given[variable] ?? null),
    allowed: issue.message,
  };
}

function halfAPair(
  variables: readonly string[],
  without: string,
  given: Record<string, string | undefined>,
): ConfigMistake[] {
  const missing = variables.filter((variable) => given[variable] === undefined);
  if (missing.length === 0 || missing.length === variables.length) return [];
  return [
    {
      variable: missing.join(', '),
      value: null,
      allowed: `expected beside ${variables.filter((variable) => !missing.includes(variable)).join(', ')}; set neither for ${without}`,
    },
  ];
}

/** What a role cannot do without. A painter follows no chain and keeps nothing of its own. */
function missingForRole(given: Record<string, string | undefined>): ConfigMistake[] {
  const needed: Record<string, readonly string[]> = {
    edge: ['REDIS_URL', 'RASTER_STORE', ...CHAIN_VARIABLES],
    painter: ['REDIS_URL', 'RASTER_STORE'],
  };
  const { ROLE = 'all' } = given;
  const mistakes = (needed[ROLE] ?? [])
    .filter((variable) => given[variable] === undefined)
    // Half a chain is named already.
    .filter(
      (variable) =>
        !halfAPair(CHAIN_VARIABLES, 'the local demo world', given).some((mistake) => mistake.variable === variable),
    )
    .map((variable) => ({ variable, value: null, allowed: `expected beside ROLE=${ROLE}` }));
  for (const variable of given.DESK_URL ? ['DESK_SECRET', 'OPERATOR_TOKEN'] : []) {
    if (!given[variable])
      mistakes.push({ variable, value: null, allowed: 'expected beside DESK_URL: the one its owner has' });
  }
  return mistakes;
}

function nobodyPaints({ ROLE = 'all', PAINTERS }: Record<string, string | undefined>): ConfigMistake[] {
  if (PAINTERS !== '0' || ROLE === 'edge') return [];
  return [
    {
      variable: 'PAINTERS',
      value: PAINTERS,
      allowed: `expected at least 1 with ROLE=${ROLE}; only an edge paints nothing`,
    },
  ];
}

/** One is left to the event loop: screens come before paint. */
function spareCores(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}

function deskPlace({ DESK_URL, DESK_SECRET }: Environment): DeskPlace {
  if (DESK_URL && DESK_SECRET) return { owner: 'other', url: DESK_URL.replace(/\/+$/, ''), secret: DESK_SECRET };
  return { owner: 'this', secret: DESK_SECRET ?? null };
}

function externalChain(environment: Environment): ExternalChain | null {
  const { RPC_URL, RPC_WS_URL, RPC_RATE, DEPLOYMENT } = environment;
  if (!RPC_URL || !DEPLOYMENT) return null;
  return { rpcUrls: RPC_URL, wsUrl: RPC_WS_URL ?? null, rate: RPC_RATE, deployment: DEPLOYMENT };
}

function relayerOf(environment: Environment): RelayerConfig | null {
  const { RELAYER_KEYSTORE, RELAYER_PASSWORD_FILE, RELAYER_DAILY, RELAYER_MESSAGE_FEE } = environment;
  if (!RELAYER_KEYSTORE || !RELAYER_PASSWORD_FILE) return null;
  return {
    keystore: resolve(RELAYER_KEYSTORE),
    passwordFile: resolve(RELAYER_PASSWORD_FILE),
    daily: RELAYER_DAILY,
    messageFee: RELAYER_MESSAGE_FEE,
  };
}

/** Somebody who binds to every interface is still reached by name; loopback is spelled the way people type it. */
function ownUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** An amount of ether, read as wei. */
function ether() {
  return z
    .string()
    .regex(/^\d{1,6}(\.\d{1,18})?$/, 'expected an amount of ether, such as 0.001')
    .transform((amount) => parseEther(amount));
}

function wholeNumber(min: number, max: number) {
  const allowed = `expected a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);
}

function httpUrl() {
  return z.url({ protocol: /^https?$/, error: 'expected an address that starts with http:// or https://' });
}

/** Addresses of machines, or of networks as 10.0.0.0/8, with commas between them. */
function networks() {
  return z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .refine(
      (parts) => parts.every(isNetwork),
      'expected IP addresses or networks like 10.0.0.0/24, with commas between',
    );
}

function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128);
}

/** Several addresses, with commas between them. */
function httpUrls() {
  return z
    .string()
    .transform((value) => value.split(',').map((url) => url.trim()))
    .pipe(z.array(httpUrl()));
}

/** A folder that every process reaches, or a bucket and what the names in it begin with. */
function sharedRasters() {
  return z.string().transform((value, context): SharedRasters => {
    if (value.startsWith('/')) return { kind: 'folder', path: resolve(value) };
    const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{2,62})(?:\/([^?#]*))?$/.exec(value) ?? [];
    if (bucket) return { kind: 's3', bucket, prefix: prefix && `${prefix.replace(/\/+$/, '')}/` };
    context.addIssue({ code: 'custom', message: 'expected an absolute path like /srv/rasters, or s3://bucket/prefix' });
    return z.NEVER;
  });
}

/** The file is read here, so that what is wrong with it is named with every other mistake. */
function deploymentFile() {
  return z.string().transform((path, context) => {
    try {
      return readDeploymentFile(resolve(path));
    } catch (error) {
      if (!(error instanceof DeploymentFileUnusable)) throw error;
      context.addIssue({
        code: 'custom',
        message: `expected a file that \`pentimento deploy\` wrote: ${error.facts.problem}`,
      });
      return z.NEVER;
    }
  });
}
