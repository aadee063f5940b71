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

/** What this process is: `all` in one, an `edge` that serves and paints nothing, or a `painter` that does nothing else. */
export const ROLES = ['all', 'edge', 'painter'] as const;
export type Role = (typeof ROLES)[number];

/** Where the rasters lie that several processes share. */
export type SharedRasters =
  | { kind: 'folder'; path: string }
  /** Credentials, region and endpoint are those of the AWS SDK's own variables. `prefix` is empty or ends with a slash. */
  | { kind: 's3'; bucket: string; prefix: string };

/** Whose `desk.db` it is. */
export type DeskPlace =
  | { owner: 'this'; secret: string | null }
  /** `url` without a trailing slash; the owner answers only whoever knows the secret. */
  | { owner: 'other'; url: string; secret: string };
/** An account that the operator funds, to send what owners sign. */
export interface RelayerConfig {
  /** The file of its encrypted key, and the one whose first line is the password. */
  keystore: string;
  passwordFile: string;
  /** How many restyles and messages a day are sent for each owner. */
  daily: number;
  /** Wei that it pays as a message's fee at most; where the fee is more, it posts none. */
  messageFee: bigint;
}

/** Everything the environment decides, read once at start. No other file looks at `process.env`. */
export interface Config {
  role: Role;
  host: string;
  port: number;
  /** Addresses and networks of the proxies whose word is taken for who asks: one that runs on this machine, or those given. */
  trustedProxies: readonly string[];
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
  /** Null keeps rasters in the data folder, this process's own. With Redis as well, painters paint for all. */
  sharedRasters: SharedRasters | null;
  desk: DeskPlace;
  /** Null sends nothing for owners, but in the demo world, which has an account for it. */
  relayer: RelayerConfig | null;
  logLevel: LogLevel;
  /** How many threads paint; 0 at an edge that never does. */
  painters: number;
}

export const MODERATIONS = ['post', 'pre'] as const;
export type Moderation = (typeof MODERATIONS)[number];

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
