import type { DeskPart } from './deskPart.js';

/** Logged-in operators, by a keyed digest of what their browser holds: whoever reads the file can log in as nobody. */
export interface SessionStore {
  /** @param until Unix milliseconds at which it is over; sessions that are over by `now` are forgotten */
  begin(digest: string, until: number, now: number): Promise<void>;
  /** Until when the session lasts, Unix milliseconds; null when there is none or it is over. */
  lastsUntil(digest: string, now: number): Promise<number | null>;
  end(digest: string): Promise<void>;
}

export const sessionPart: DeskPart<SessionStore> = {
  name: 'sessions',
  versions: ['CREATE TABLE sessions (digest TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT'],
  open(file) {
    const insert = file.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?)');
    const forget = file.prepare('DELETE FROM sessions WHERE until <= ?');
    const find = file.prepare('SELECT until FROM sessions WHERE digest = ? AND until > ?');
    const remove = file.prepare('DELETE FROM sessions WHERE digest = ?');
    return {
      async begin(digest, until, now) {
        file.write(() => {
          forget.run(now);
          insert.run(digest, until);
        });
      },
      async lastsUntil(digest, now) {
        const row = find.get(digest, now) as { until: number } | undefined;
        return row?.until ?? null;
      },
      async end(digest) {
        file.write(() => remove.run(digest));
      },
    };
  },
};
