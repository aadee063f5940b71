/**
 * What tells this visitor from the next in the queue for the light, and tells nothing else: random, kept on this phone.
 * @param kept    from an earlier visit
 * @param random  eight random bytes
 */
export function visitorName(kept: string | null, random: Uint8Array): string {
  if (kept !== null && /^[0-9a-z]{8,32}$/.test(kept)) return kept;
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
