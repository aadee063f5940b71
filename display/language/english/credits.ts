/** Who made a work what it is, as a wall tells it beside the art. */
export const credits = {
  restyled: (title: string) => `${title}, restyled`,
  by: (name: string) => `by ${name}`,
  lastBy: (name: string) => `last changed by ${name}`,
  byArtist: (name: string) => `by ${name}`,
  held: (name: string) => `held by ${name}`,
  atBlock: (block: number) => `block ${block}`,
  neverRestyled: 'never restyled',
  whoShapes: 'Who shapes this painting',
  others: (count: number) => `and ${count} more layers`,
  takePart: 'Scan to see who shapes what you stand before, and to light a layer for ten seconds.',
  visit: 'Scan to see who shapes what you stand before.',
  codeOf: (link: string) => `QR code of ${link}`,
};
