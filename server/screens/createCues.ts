export interface CuesOptions {
  /** Unix milliseconds. */
  now: () => number;
  after: (milliseconds: number, action: () => void) => () => void;
  /** The screens of a group that are there and awake: those a change waits for. */
  membersOf: (group: string) => readonly string[];
}

/** Has the screens of a group begin each change in one moment: when all are ready, or when patience ends. */
export interface Cues {
  /**
   * A screen has everything of a change.
   * @param change    what is changed to: the same on every screen of the group
   * @param notBefore Unix milliseconds before which it must not begin
   * @returns when to begin, Unix milliseconds; in the past for whoever comes after the others began
   */
  ready(group: string, screen: string, change: string, notBefore: number): Promise<number>;
  /** Somebody left or fell asleep: the others may all be ready without them. */
  look(group: string): void;
}

/** How long the others wait for one that is not ready, milliseconds. */
export const PATIENCE = 3_000;
/** So that the word to begin reaches every screen before its moment: more than a slow network takes. */
export const LEAD = 250;
/** A screen that comes later than this begins when it comes. */
const REMEMBERED = 60_000;

interface Change {
  ready: Set<string>;
  notBefore: number;
  startAt: Promise<number>;
  begin: () => void;
}

export function createCues({ now, after, membersOf }: CuesOptions): Cues {
  /** By group, then by change. */
  const groups = new Map<string, Map<string, Change>>();

  function open(changes: Map<string, Change>, group: string, name: string, notBefore: number): Change {
    let begin = () => {};
    const startAt = new Promise<number>((resolve) => {
      begin = () => resolve(Math.max(change.notBefore, now() + LEAD));
    });
    const change: Change = { ready: new Set(), notBefore, startAt, begin: () => begin() };
    changes.set(name, change);
    after(Math.max(0, notBefore - now()) + PATIENCE, () => change.begin());
    after(Math.max(0, notBefore - now()) + REMEMBERED, () => {
      if (changes.get(name) === change) changes.delete(name);
      if (changes.size === 0 && groups.get(group) === changes) groups.delete(group);
    });
    return change;
  }

  function beginIfReady(change: Change, group: string) {
    if (membersOf(group).every((member) => change.ready.has(member))) change.begin();
  }

  return {
    ready(group, screen, name, notBefore) {
      const changes = groups.get(group) ?? new Map<string, Change>();
      groups.set(group, changes);
      const change = changes.get(name) ?? open(changes, group, name, notBefore);
      change.ready.add(screen);
      beginIfReady(change, group);
      return change.startAt;
    },
    look(group) {
      for (const change of groups.get(group)?.values() ?? []) if (change.ready.size > 0) beginIfReady(change, group);
    },
  };
}
