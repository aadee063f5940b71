import { shortAddress } from '../../design/shortAddress.js';
import { words } from '../../language/words.js';
import type { Progress } from './progress.js';

const say = words.studio.progress;

/** What a person reads about a transaction. Empty while there is none. */
export function progressText(progress: Progress): string {
  switch (progress.stage) {
    case 'idle':
      return '';
    case 'checking':
      return say.checking;
    case 'signing':
      return say.signing;
    case 'relaying':
      return say.relaying;
    case 'sent':
      return {
        usual: say.sent(shortAddress(progress.hash)),
        long: say.long(shortAddress(progress.hash)),
        again: say.reorganised,
      }[progress.waits];
    case 'confirmed':
    case 'shown':
    case 'final':
    case 'kept':
      return (progress.repriced ? say.repriced : '') + say[progress.stage](progress.block);
    case 'refused':
      return progress.why;
  }
}
