import { z } from 'zod';
import { Address, Bytes32, WorkId } from './primitives.js';

/** What never changes about a work, fetched once: `GET /api/works/:work`. */
export const WorkDescription = z.object({
  work: WorkId,
  chainId: z.number().int().min(1),
  contracts: z.object({ layerToken: Address, featuredMessages: Address }),
  artist: Address,
  /** The artist's 32 bytes from which every layer's seed derives. */
  entropy: Bytes32,
  /** keccak-256 of the manifest as stored on chain. */
  manifestHash: Bytes32,
  /** The artist's manifest; `engine/scene/manifest.ts` is its schema. */
  manifest: z.unknown(),
  /** Edge length in pixels of the rasters of this work's model. */
  rasterSize: z.number().int().min(1),
  /** And of the larger ones, which large pictures are made of; 0 in what a screen remembers of an older server. */
  largeRasterSize: z.number().int().min(0).default(0),
  /** Where people reach this server, for QR codes. */
  publicUrl: z.string(),
  /** True for the demo world that `npm start` makes: its wallets are public and hold nothing. */
  local: z.boolean(),
});
export type WorkDescription = z.infer<typeof WorkDescription>;
