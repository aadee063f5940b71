import { z } from 'zod';
import { LANGUAGES } from '../../engine/protocol/pickLanguage.js';
import { Address, BlockRef, Bytes32, TokenIndex, Wei, Word, WorkId } from '../../engine/protocol/primitives.js';

/** What `GET /api/works` says of each work. */
export const WorkSummary = z.object({
  work: WorkId,
  artist: Address,
  layers: z.number().int().min(1),
  /** What its manifest says; null where that is malformed, or of a picture this server cannot paint. */
  shown: z.object({ title: z.string(), by: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
  /** The block that last changed its picture; null until its state is known. */
  restyled: BlockRef.nullable(),
});
export type WorkSummary = z.infer<typeof WorkSummary>;

/** The work as it is now, in words for those who do not see it. */
export const WorkInWords = z.object({ work: WorkId, language: z.enum(LANGUAGES), text: z.string() });
export type WorkInWords = z.infer<typeof WorkInWords>;

/** Where one lever of a token stands. */
export const LeverStanding = z.object({
  label: z.string(),
  bind: z.string(),
  index: z.number().int().min(0),
  value: z.union([z.number(), z.string(), z.boolean()]),
});
export type LeverStanding = z.infer<typeof LeverStanding>;

/** One token as it is now, its style word taken apart. */
export const LayerDetail = z.object({
  work: WorkId,
  index: TokenIndex,
  /** Decimal digits: larger than a JSON number is safe for. */
  tokenId: z.string(),
  title: z.string(),
  owner: Address,
  word: Word,
  revision: z.number().int().min(0),
  updatesLeft: z.number().int().min(0),
  frozen: z.boolean(),
  seed: Bytes32,
  levers: z.array(LeverStanding),
});
export type LayerDetail = z.infer<typeof LayerDetail>;

/** A style a token had, from a block on. */
export const StyleChange = z.object({ block: BlockRef, by: Address, word: Word });
export type StyleChange = z.infer<typeof StyleChange>;

/** Who has a token, and who last changed it: null when nobody ever did. */
export const Credit = z.object({
  index: TokenIndex,
  title: z.string(),
  owner: Address,
  changed: z.object({ block: BlockRef, by: Address }).nullable(),
});
export type Credit = z.infer<typeof Credit>;

/** A change of any of a work's tokens. */
export const WorkChange = StyleChange.extend({ index: TokenIndex });
export type WorkChange = z.infer<typeof WorkChange>;

/** What may be bought of a work now. Amounts are wei, times Unix seconds. */
export const Market = z.object({
  tokens: z.array(
    z.object({
      index: TokenIndex,
      owner: Address,
      /** `listing` by its owner, or `first` by the artist, who has yet to part with it. */
      offer: z.object({ kind: z.enum(['listing', 'first']), seller: Address, price: Wei }).nullable(),
      auction: z
        .object({
          seller: Address,
          reserve: Wei,
          /** The highest; bids are taken until `endsAt`. */
          bid: z.object({ bidder: Address, amount: Wei, endsAt: z.number().int() }).nullable(),
        })
        .nullable(),
      /** Who may restyle it beside its owner, up to and with `expires`. */
      loan: z.object({ user: Address, expires: z.number().int() }).nullable(),
    }),
  ),
  /** Oldest first. */
  sales: z.array(
    z.object({ block: BlockRef, index: TokenIndex, seller: Address, buyer: Address, price: Wei, royalty: Wei }),
  ),
});
export type Market = z.infer<typeof Market>;

/** The demo world's public account, for the studio to sign with. Holds nothing of worth anywhere. */
export const DemoWallet = z.object({ label: z.string(), address: Address, privateKey: Bytes32 });

/** What the pages must know about the chain they sign for. */
export const Session = z.object({
  chainId: z.number().int().min(1),
  local: z.boolean(),
  /** Only in the local demo world. */
  wallets: z.array(DemoWallet).optional(),
});
export type Session = z.infer<typeof Session>;
