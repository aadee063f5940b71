/** What is waited for, since when. */
export interface Waits {
  /** Somebody begins to wait for it. @returns what ends that, to be called once */
  begin(name: string): () => void;
  has(name: string): boolean;
  /** Milliseconds for which has been waited what is waited for longest; 0 while nothing is. */
  longest(): number;
}

/** @param now milliseconds of a clock that never goes back */
export function createWaits(now: () => number): Waits {
  /** By name, the longest waited for first. */
  const waits = new Map<string, { since: number; askers: number }>();

  return {
    begin(name) {
      const wait = waits.get(name) ?? { since: now(), askers: 0 };
      wait.askers += 1;
      waits.set(name, wait);
      return () => {
        wait.askers -= 1;
        if (wait.askers === 0) waits.delete(name);
      };
    },
    has: (name) => waits.has(name),
    longest() {
      const [first] = waits.values();
      return first === undefined ? 0 : now() - first.since;
    },
  };
}
