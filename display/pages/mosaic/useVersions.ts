import { useEffect, useState } from 'preact/hooks';
import { type ListedWork, workList } from '../../work/workList.js';

/** Milliseconds. One answer tells of every work, where a socket each would follow one. */
const ASK_AGAIN_MS = 4_000;

/**
 * Of every work its version, which is another whenever it was restyled; asked for as long as the page is looked at.
 * @param works as they were listed first
 */
export function useVersions(works: readonly ListedWork[]): ReadonlyMap<number, string> {
  const [versions, setVersions] = useState(() => versionsOf(works));
  useEffect(() => {
    let left = false;
    const ask = () =>
      workList().then(
        (listed) => {
          const next = versionsOf(listed);
          if (!left) setVersions((known) => (isSame(known, next) ? known : next));
        },
        (cause) => console.warn('Whether anything was restyled is not known.', cause),
      );
    const timer = setInterval(() => document.visibilityState === 'visible' && void ask(), ASK_AGAIN_MS);
    return () => {
      left = true;
      clearInterval(timer);
    };
  }, []);
  return versions;
}

const versionsOf = (works: readonly ListedWork[]) => new Map(works.map(({ work, version }) => [work, version]));

const isSame = (one: ReadonlyMap<number, string>, other: ReadonlyMap<number, string>) =>
  one.size === other.size && [...one].every(([work, version]) => other.get(work) === version);
