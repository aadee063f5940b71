/** What a paired screen says, and one that waits to be. */
export const device = {
  pairing: 'A wall for living paintings',
  pairingHint: (address: string) => `Scan the code, or open ${address} and type it.`,
  pairingProblem: 'No code just now',
  unassigned: (name: string) => `${name} waits for a work. Its operator assigns one.`,
};
