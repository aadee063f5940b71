import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WorkState } from '../../../engine/protocol/workState.js';
import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import { tokenOf } from '../../work/tokenOf.js';
import { changeSentences } from './changeSentences.js';

/** Tells what changes to those who do not see it: a screen reader reads this out when it has a moment. */
export function Announcer({ work, live }: { work: Work; live: LiveState }) {
  const chain = live.snapshot.value?.state;
  const featured = live.featured.value;
  // What the house keeps back is not read out either.
  const state = useMemo(() => chain && { ...chain, messages: featured }, [chain, featured]);
  const before = useRef<WorkState | undefined>(undefined);
  const [news, setNews] = useState('');

  useEffect(() => {
    if (before.current && state) {
      const sentences = changeSentences(before.current, state, (index) => tokenOf(work.manifest, index).title);
      if (sentences.length > 0) setNews(sentences.join(' '));
    }
    before.current = state;
  }, [work, state]);

  return (
    <p class="unseen" role="log" aria-live="polite" aria-label={words.pages.workPage.changes}>
      {news}
    </p>
  );
}
