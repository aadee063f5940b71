import type { Words } from '../english.js';

export const credits: Words['credits'] = {
  restyled: (title) => `${title}, neu gestaltet`,
  by: (name) => `von ${name}`,
  lastBy: (name) => `zuletzt verändert von ${name}`,
  byArtist: (name) => `von ${name}`,
  held: (name) => `gehört ${name}`,
  atBlock: (block) => `Block ${block}`,
  neverRestyled: 'nie verändert',
  whoShapes: 'Wer dieses Bild gestaltet',
  others: (count) => `und ${count} weitere Ebenen`,
  takePart:
    'Scannen Sie den Code: Sie sehen, wer dieses Bild gestaltet, und können eine Ebene zehn Sekunden lang beleuchten.',
  visit: 'Scannen Sie den Code und sehen Sie, wer dieses Bild gestaltet.',
  codeOf: (link) => `QR-Code zu ${link}`,
};
