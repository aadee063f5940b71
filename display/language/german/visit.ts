import type { Words } from '../english.js';

export const visit: Words['visit'] = {
  by: (artist) => `Ein lebendes Gemälde von ${artist}`,
  whoShapes: 'Wer gestaltet, was Sie sehen',
  whoShapesAside:
    'Jede Ebene gehört denen, die ihren Token halten. Sie dürfen sie verändern, und dann verändert sie sich vor Ihnen.',
  invitation:
    'Beleuchten Sie eine Ebene und blicken Sie zur Wand: Zehn Sekunden lang steht sie im Licht, die anderen treten zurück. Am Werk ändert das nichts.',
  off: 'Das Haus hat das Licht der Besucher zurzeit ausgeschaltet.',
  light: 'Beleuchten',
  lightNamed: (title) => `Beleuchten: ${title}`,
  credits: 'Alle Namen an der Wand zeigen',
  lit: (title) => `${title} steht jetzt im Licht. Blicken Sie zur Wand.`,
  creditsLit: 'Die Namen stehen jetzt an der Wand.',
  waiting: (title, seconds) => `${title} wird in etwa ${seconds} s beleuchtet.`,
  creditsWaiting: (seconds) => `Die Namen kommen in etwa ${seconds} s.`,
  held: (name) => `gehört ${name}`,
  neverChanged: 'nie verändert',
  changed: (name, when, block) => `verändert von ${name}, ${when} (Block ${block})`,
  says: 'Was seine Eigentümer sagen',
  saysOf: (title) => `sagt, wem ${title} gehört`,
  leadsTo: (host) => `führt zu ${host}`,
  alt: (title) => `${title}, wie es jetzt ist`,
  more: 'Mehr über dieses Werk',
};
