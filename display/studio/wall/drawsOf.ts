/**
 * Numbers in [0, 1) that follow from a text: the same text, the same numbers, on every machine. Mulberry32 over an FNV-1a
 * hash; good enough to spread pictures, and for nothing that must not be guessed.
 */
export function drawsOf(text: string): () => number {
  let state = 0x811c_9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x0100_0193);
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
