import { z } from 'zod';

/** The protocol's version. A peer that speaks another keeps what it shows and says so. */
export const PROTOCOL_VERSION = 1;

export type Hex = `0x${string}`;

const hex = (digits: number, what: string) =>
  z
    .custom<Hex>((value) => typeof value === 'string' && new RegExp(`^0x[0-9a-f]{${digits}}$`).test(value), {
      message: `expected ${what}: 0x and ${digits} lower-case hex digits`,
    })
    // What a JSON Schema says of it: a custom check is otherwise anything there.
    .meta({ type: 'string', pattern: `^0x[0-9a-f]{${digits}}$` });

/** 20 bytes, lower case: addresses are compared as text, so checksums are left to the pages. */
export const Address = hex(40, 'an address');
/** 32 bytes: a hash. */
export const Bytes32 = hex(64, 'a 32-byte hash');
/** A style word: 32 bytes, see `contracts/interfaces/ILayerToken.sol` for its fields. */
export const Word = hex(64, 'a style word');

/** An amount of the chain's own coin in its smallest unit, as decimal digits: larger than a JSON number is safe for. */
export const Wei = z.string().regex(/^(0|[1-9]\d*)$/, 'expected an amount of wei: decimal digits');
export type Wei = z.infer<typeof Wei>;

export const WorkId = z.number().int().min(1).max(0xffff_ffff);
/** 0 is the master, 1…N are the layers, back to front. */
export const TokenIndex = z.number().int().min(0).max(0xffff);
/** The engine's clock: rises on every apply and on every rollback, never falls. */
export const Seq = z.number().int().min(0);
/** Names one unbroken life of the engine's state. A rebuilt state has a new one, and deltas never cross it. */
export const Epoch = z.string().regex(/^[0-9a-z]{8,32}$/);

export const BlockRef = z.object({
  number: z.number().int().min(0),
  hash: Bytes32,
  /** Unix seconds, as the block states them. */
  time: z.number().int().min(0),
});
export type BlockRef = z.infer<typeof BlockRef>;
