import { common } from './english/common.js';
import { credits } from './english/credits.js';
import { device } from './english/device.js';
import { market } from './english/market.js';
import { messages } from './english/messages.js';
import { moderation } from './english/moderation.js';
import { operator } from './english/operator.js';
import { pages } from './english/pages.js';
import { refusals } from './english/refusals.js';
import { screen } from './english/screen.js';
import { screens } from './english/screens.js';
import { studio } from './english/studio.js';
import { visit } from './english/visit.js';

/** Every sentence a person reads, by the pages that say it. The other languages have the same. */
export const english = {
  common,
  credits,
  device,
  market,
  messages,
  moderation,
  operator,
  pages,
  refusals,
  screen,
  screens,
  studio,
  visit,
};

export type Words = typeof english;
