import { shortAddress } from '../../design/shortAddress.js';
import type { Progress } from './progress.js';

/** What a person reads about a transaction. Empty while there is none. */
export function progressText(progress: Progress): string {
  switch (progress.stage) {
    case 'idle':
      return '';
    case 'checking':
      return 'Asking the chain whether it would accept this.';
    case 'signing':
      return 'Waiting for your signature.';
    case 'sent':
      return `Sent as ${shortAddress(progress.hash)}. Waiting for its block.`;
    case 'confirmed':
      return `Confirmed in block ${progress.block}. On its way to the screens.`;
    case 'shown':
      return `Confirmed in block ${progress.block}. Every screen that follows the work has it.`;
    case 'refused':
      return progress.why;
  }
}
