/** What cannot be taken for something else on a wall or on the telephone: no 0 and O, 1, I and L, 5 and S, 2 and Z, U and V. */
const ALPHABET = 'ABCDEFGHJKMNPQRTWXY346789';
const LENGTH = 6;

/** @param random whole numbers from 0 to one less than asked for, from a source nobody can guess */
export function pairingCode(random: (below: number) => number): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('');
}

/** A code as people type it: in small letters, with spaces or a dash. */
export const typedCode = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');
