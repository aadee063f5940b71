import { z } from 'zod';

const Sha256 = z.string().regex(/^[a-f0-9]{64}$/);

const Item = z.object({
  id: z.uuid(),
  title: z.string(),
  /** The living work itself, alone on a page that any other page may frame. */
  source: z.url(),
  /** Seconds. */
  duration: z.number().min(0),
  license: z.literal('open'),
  display: z.object({ scaling: z.literal('fit'), background: z.string(), autoplay: z.boolean(), loop: z.boolean() }),
  repro: z.object({ seed: z.string().regex(/^0x[a-f0-9]+$/), assetsSHA256: z.array(Sha256) }),
  provenance: z.object({
    type: z.literal('onChain'),
    contract: z.object({
      chain: z.literal('evm'),
      standard: z.literal('erc721'),
      address: z.string(),
      tokenId: z.string(),
    }),
  }),
});
export type PlaylistItem = z.infer<typeof Item>;

/** A DP-1 playlist before it is signed. */
export const Playlist = z.object({
  dpVersion: z.literal('1.1.0'),
  id: z.uuid(),
  title: z.string().min(1).max(200),
  slug: z.string(),
  items: z.array(Item).min(1),
});
export type Playlist = z.infer<typeof Playlist>;

const Signature = z.object({
  alg: z.literal('ed25519'),
  kid: z.string(),
  /** When it was signed, UTC. */
  ts: z.string(),
  payload_hash: z.string().regex(/^sha256:[a-f0-9]{64}$/),
  role: z.literal('feed'),
  /** Base64url, without padding. */
  sig: z.string(),
});
export type Signature = z.infer<typeof Signature>;

/** A playlist as players of DP-1 1.1.0 take it (display-protocol/dp1): `GET /dp1/works/:work/playlist.json`. */
export const SignedPlaylist = Playlist.extend({ signatures: z.array(Signature).length(1) });
export type SignedPlaylist = z.infer<typeof SignedPlaylist>;
