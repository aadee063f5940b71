/** What the thread that reads an asset is started with. */
export interface AssetOrder {
  file: string;
  /** 64 hex digits. */
  sha256: string;
}

/** What it answers. */
export type AssetAnswer = { png: Uint8Array } | { refused: string };
