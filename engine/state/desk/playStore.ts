import type { Play } from '../../protocol/desk.js';
import type { Hex } from '../../protocol/primitives.js';
import type { Interval } from '../../protocol/screenMessages.js';
import type { DeskPart } from './deskPart.js';

/** Proof of play: what hung on which screen from when to when. It only grows. */
export interface PlayStore {
  /**
   * Keeps what a screen says it showed. What it says twice, because an answer was lost, is kept once.
   * @param screen with the name it has now: it outlives the pairing
   */
  append(screen: { id: string; name: string }, intervals: readonly Interval[]): Promise<void>;
  /**
   * What hung in a time, the first first.
   * @param from, to  Unix milliseconds
   * @param after     the position of the last one that is known; 0 for none
   */
  between(from: number, to: number, after: number, limit: number): Promise<{ plays: Play[]; last: number }>;
}

export const playPart: DeskPart<PlayStore> = {
  name: 'plays',
  versions: [
    `CREATE TABLE plays (
      position INTEGER PRIMARY KEY, screen TEXT NOT NULL, name TEXT NOT NULL, work INTEGER NOT NULL,
      state_hash TEXT NOT NULL, began INTEGER NOT NULL, ended INTEGER NOT NULL, UNIQUE (screen, began)
    ) STRICT;
    CREATE INDEX plays_by_time ON plays (began, ended)`,
  ],
  open(file) {
    const insert = file.prepare(
      `INSERT INTO plays (screen, name, work, state_hash, began, ended) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (screen, began) DO NOTHING`,
    );
    const select = file.prepare(
      'SELECT * FROM plays WHERE position > ? AND began < ? AND ended > ? ORDER BY position LIMIT ?',
    );
    return {
      async append({ id, name }, intervals) {
        file.write(() => {
          for (const { work, stateHash, from, to } of intervals) insert.run(id, name, work, stateHash, from, to);
        });
      },
      async between(from, to, after, limit) {
        const rows = select.all(after, to, from, limit) as PlayRow[];
        const plays = rows.map(({ screen, name, work, state_hash, began, ended }) => ({
          screen,
          name,
          work,
          stateHash: state_hash,
          from: began,
          to: ended,
        }));
        return { plays, last: rows.at(-1)?.position ?? after };
      },
    };
  },
};

interface PlayRow {
  position: number;
  screen: string;
  name: string;
  work: number;
  state_hash: Hex;
  began: number;
  ended: number;
}
