/** What a visitor reads on their own phone, before the wall. */
export const visit = {
  by: (artist: string) => `A living painting by ${artist}`,
  whoShapes: 'Who shapes what you see',
  whoShapesAside: 'Each layer belongs to whoever holds its token. They may change it, and then it changes before you.',
  invitation:
    'Light a layer, and look at the wall: it stands in the light for ten seconds, the others dim. Nothing is changed for good.',
  off: 'The house has turned visitors’ light off for now.',
  light: 'Light it',
  lightNamed: (title: string) => `Light it: ${title}`,
  credits: 'Show all names on the wall',
  lit: (title: string) => `${title} stands in the light now. Look at the wall.`,
  creditsLit: 'The names are on the wall now.',
  waiting: (title: string, seconds: number) => `${title} is lit in about ${seconds} s.`,
  creditsWaiting: (seconds: number) => `The names come in about ${seconds} s.`,
  held: (name: string) => `held by ${name}`,
  neverChanged: 'never changed',
  changed: (name: string, when: string, block: number) => `changed by ${name}, ${when} (block ${block})`,
  says: 'What its owners say',
  saysOf: (title: string) => `says whoever holds ${title}`,
  leadsTo: (host: string) => `leads to ${host}`,
  alt: (title: string) => `${title} as it is now`,
  more: 'More about this work',
};
