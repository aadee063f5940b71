import { z } from 'zod';

/** ERC-721 metadata with the attributes that marketplaces read. */
export const TokenMetadata = z.object({
  name: z.string(),
  description: z.string(),
  image: z.string(),
  external_url: z.string(),
  attributes: z.array(
    z.object({ trait_type: z.string(), value: z.union([z.string(), z.number()]), display_type: z.string().optional() }),
  ),
});
export type TokenMetadata = z.infer<typeof TokenMetadata>;

/** ERC-7572 contract metadata. */
export const ContractMetadata = z.object({
  name: z.string(),
  description: z.string(),
  image: z.string().optional(),
  external_link: z.string(),
});
export type ContractMetadata = z.infer<typeof ContractMetadata>;
