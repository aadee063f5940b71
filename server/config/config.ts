import type { DeploymentFile } from '../../engine/chain/deploymentFile.js';

/** A chain that somebody else runs, and where the series is on it. */
export interface ExternalChain {
  /** The nodes: one is used, the others take over. May carry keys: they never leave the server, not even in a log line. */
  rpcUrls: string[];
  /** Where a node tells new heads over a WebSocket; null to look every second. */
  wsUrl: string | null;
  /** Calls a second to each node at most. */
  rate: number;
  deployment: DeploymentFile;
}

/** Everything the environment decides, read once at start. No other file looks at `process.env`. */
export interface Config {
  host: string;
  port: number;
  /** Where people reach this server, without a trailing slash: for QR codes and token URIs. */
  publicUrl: string;
  /** Everything this server keeps lives under this one folder. */
  dataFolder: string;
  /** Null makes and runs the local demo world. */
  chain: ExternalChain | null;
  modelFolder: string;
  /** Where the pictures lie that works name by hash: each file under its sha256. */
  assetFolder: string;
  /** Seconds behind the head within which the chain may reorganise without an alarm. */
  reorgWindow: number;
  /** Whether messages are featured before the house has seen them (`post`) or only after (`pre`). */
  moderation: Moderation;
  /** Null keeps everything in this process. */
  redisUrl: string | null;
  /** The secret of whoever runs the gallery; null has one made and kept in the data folder. */
  operatorToken: string | null;
  logLevel: LogLevel;
  /** How many threads paint. */
  painters: number;
}

export const MODERATIONS = ['post', 'pre'] as const;
export type Moderation = (typeof MODERATIONS)[number];

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
