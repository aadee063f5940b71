/** The id of a work's token on chain: `work << 16 | index`. */
export function tokenIdOf(work: number, index: number): bigint {
  return (BigInt(work) << 16n) | BigInt(index);
}

/** The work and index a token id is made of. */
export function splitTokenId(tokenId: bigint): { work: number; index: number } {
  return { work: Number(tokenId >> 16n), index: Number(tokenId & 0xffffn) };
}
