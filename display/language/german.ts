import type { Words } from './english.js';
import { common } from './german/common.js';
import { credits } from './german/credits.js';
import { device } from './german/device.js';
import { market } from './german/market.js';
import { messages } from './german/messages.js';
import { moderation } from './german/moderation.js';
import { operator } from './german/operator.js';
import { pages } from './german/pages.js';
import { refusals } from './german/refusals.js';
import { screen } from './german/screen.js';
import { screens } from './german/screens.js';
import { studio } from './german/studio.js';
import { visit } from './german/visit.js';

export const german: Words = {
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
