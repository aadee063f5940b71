import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Hex } from '../../engine/protocol/primitives.js';
import { type Config, type ExternalChain, LOG_LEVELS } from './config.js';
import { ConfigError, type ConfigMistake } from './configError.js';

/** The variables that name an external chain: all of them, or none. */
const CHAIN_VARIABLES = ['RPC_URL', 'CHAIN_ID', 'LAYER_TOKEN', 'FEATURED_MESSAGES'] as const;

const Environment = z.object({
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl().optional(),
  DATA_DIR: z.string().default('data'),
  RPC_URL: httpUrl().optional(),
  CHAIN_ID: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  LAYER_TOKEN: address().optional(),
  FEATURED_MESSAGES: address().optional(),
  MODEL_DIR: z.string().default('engine/models/house'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'expected an address like redis://localhost:6379')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `expected one of ${LOG_LEVELS.join(', ')}`).default('info'),
  PAINTERS: wholeNumber(1, 64).optional(),
});
type Environment = z.infer<typeof Environment>;

/** Never printed back: a URL may carry a key. */
const SECRETS: readonly string[] = ['RPC_URL', 'REDIS_URL'];

/**
 * Reads the environment. An empty variable counts as one that is not set.
 * @throws ConfigError naming every mistake at once
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  const mistakes = [...(parsed.error?.issues.map((issue) => mistakeOf(issue, given)) ?? []), ...halfAChain(given)];
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);

  const environment = parsed.data;
  return {
    host: environment.HOST,
    port: environment.PORT,
    publicUrl: environment.PUBLIC_URL?.replace(/\/+$/, '') ?? ownUrl(environment.HOST, environment.PORT),
    dataFolder: resolve(environment.DATA_DIR),
    chain: externalChain(environment),
    modelFolder: resolve(environment.MODEL_DIR),
    redisUrl: environment.REDIS_URL ?? null,
    logLevel: environment.LOG_LEVEL,
    // One thread is left to the event loop: screens come before paint.
    painters: environment.PAINTERS ?? Math.max(1, Math.min(4, availableParallelism() - 1)),
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

function halfAChain(given: Record<string, string | undefined>): ConfigMistake[] {
  const missing = CHAIN_VARIABLES.filter((variable) => given[variable] === undefined);
  if (missing.length === 0 || missing.length === CHAIN_VARIABLES.length) return [];
  return [
    {
      variable: missing.join(', '),
      value: null,
      allowed: `expected beside ${CHAIN_VARIABLES.filter((variable) => !missing.includes(variable)).join(', ')}; set none of the four for the local demo world`,
    },
  ];
}

function externalChain(environment: Environment): ExternalChain | null {
  const { RPC_URL, CHAIN_ID, LAYER_TOKEN, FEATURED_MESSAGES } = environment;
  if (!RPC_URL || !CHAIN_ID || !LAYER_TOKEN || !FEATURED_MESSAGES) return null;
  return {
    rpcUrl: RPC_URL,
    chainId: CHAIN_ID,
    layerToken: LAYER_TOKEN,
    featuredMessages: FEATURED_MESSAGES,
  };
}

/** Somebody who binds to every interface is still reached by name; loopback is spelled the way people type it. */
function ownUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::' || host === '127.0.0.1' || host === '::1';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
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

function address() {
  return z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, 'expected a contract address: 0x and 40 hex digits')
    .transform((value) => value.toLowerCase() as Hex);
}
