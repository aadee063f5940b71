import type { Words } from './english.js';
import { common } from './german/common.js';
import { credits } from './german/credits.js';
import { device } from './german/device.js';
import { messages } from './german/messages.js';
import { operator } from './german/operator.js';
import { pages } from './german/pages.js';
import { screen } from './german/screen.js';
import { screens } from './german/screens.js';

export const german: Words = { common, credits, device, messages, operator, pages, screen, screens };
