import type { Words } from '../english.js';

export const device: Words['device'] = {
  pairing: 'Eine Wand für lebende Bilder',
  pairingHint: (address) => `Den Code scannen, oder ${address} öffnen und ihn eintippen.`,
  pairingProblem: 'Gerade kein Code',
  unassigned: (name) => `${name} wartet auf ein Werk. Die Galerie teilt eines zu.`,
};
