import { Notice } from '../design/Notice.js';
import { words } from '../language/words.js';
import { FetchError } from './fetchJson.js';
import { NothingThere } from './nothingThere.js';

/**
 * What a page says when what it is about cannot be had, and where to go from there: to what hangs, where there is no such
 * thing, else to the same page again.
 * @param heading  where that is no reason to say that there is none
 */
export function noticeOf(cause: unknown, heading: string = words.pages.notNow) {
  const why = cause instanceof Error ? cause.message : String(cause);
  const isNowhere = cause instanceof NothingThere || (cause instanceof FetchError && cause.status === 404);
  if (!isNowhere) {
    return (
      <Notice heading={heading} way={{ href: '', text: words.common.retry }}>
        {why}
      </Notice>
    );
  }
  return (
    <Notice heading={words.pages.nothingHere} way={{ href: '/gallery', text: words.pages.front.all }}>
      {why}
    </Notice>
  );
}
