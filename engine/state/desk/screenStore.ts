import type { PairedScreen } from '../../protocol/desk.js';
import type { DeviceKey } from '../../protocol/screenMessages.js';
import type { DeskPart } from './deskPart.js';

/** A screen that asks to be paired. */
export interface Pairing {
  /** A secret of the screen that asks: it learns by it what became of its pairing. */
  id: string;
  /** What the operator types. */
  code: string;
  key: DeviceKey;
  /** Unix milliseconds. */
  expires: number;
  /** The screen it became; null while it waits. */
  screen: string | null;
}

/** The paired screens, and those that ask to be. */
export interface ScreenStore {
  /** By number. */
  all(): Promise<PairedScreen[]>;
  find(id: string): Promise<PairedScreen | null>;
  /** Changes what a paired screen has been told; nothing when it is paired no more. */
  save(screen: PairedScreen): Promise<void>;
  /** Ends the pairing for good. @returns whether there was one */
  revoke(id: string): Promise<boolean>;
  /** @returns false when a waiting screen has that code already, or too many wait */
  beginPairing(pairing: Omit<Pairing, 'screen'>, now: number): Promise<boolean>;
  pairing(id: string, now: number): Promise<Pairing | null>;
  /** The screen that waits with this code. */
  waiting(code: string, now: number): Promise<Pairing | null>;
  /**
   * Makes the waiting screen a paired one, with the smallest number that is free. A code does so once.
   * @returns null when none waits with that code any more
   */
  pair(code: string, screen: Omit<PairedScreen, 'number' | 'key'>, now: number): Promise<PairedScreen | null>;
}

/** How many screens may wait to be paired at a time. */
export const PAIRINGS_KEPT = 200;

export const screenPart: DeskPart<ScreenStore> = {
  name: 'screens',
  versions: [
    `CREATE TABLE screens (id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
    CREATE TABLE pairings (
      id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, key TEXT NOT NULL, expires INTEGER NOT NULL, screen TEXT
    ) STRICT`,
  ],
  open(file) {
    const select = file.prepare('SELECT json FROM screens ORDER BY number');
    const one = file.prepare('SELECT json FROM screens WHERE id = ?');
    const numbers = file.prepare('SELECT number FROM screens ORDER BY number');
    const insert = file.prepare('INSERT INTO screens VALUES (?, ?, ?)');
    const update = file.prepare('UPDATE screens SET json = ? WHERE id = ?');
    const remove = file.prepare('DELETE FROM screens WHERE id = ?');
    const forget = file.prepare('DELETE FROM pairings WHERE expires <= ?');
    const count = file.prepare('SELECT count(*) AS n FROM pairings');
    const begin = file.prepare('INSERT INTO pairings VALUES (?, ?, ?, ?, NULL)');
    const byId = file.prepare('SELECT * FROM pairings WHERE id = ? AND expires > ?');
    const byCode = file.prepare('SELECT * FROM pairings WHERE code = ? AND expires > ? AND screen IS NULL');
    const taken = file.prepare('SELECT 1 FROM pairings WHERE code = ?');
    const confirm = file.prepare('UPDATE pairings SET screen = ? WHERE code = ?');

    const parsed = (row: unknown): PairedScreen => JSON.parse((row as { json: string }).json);
    const found = (row: unknown): Pairing | null => {
      if (row === undefined) return null;
      const { key, ...pairing } = row as Omit<Pairing, 'key'> & { key: string };
      return { ...pairing, key: JSON.parse(key) };
    };

    return {
      all: async () => select.all().map(parsed),
      async find(id) {
        const row = one.get(id);
        return row === undefined ? null : parsed(row);
      },
      async save(screen) {
        file.write(() => update.run(JSON.stringify(screen), screen.id));
      },
      async revoke(id) {
        if (one.get(id) === undefined) return false;
        file.write(() => remove.run(id));
        return true;
      },
      async beginPairing({ id, code, key, expires }, now) {
        let begun = false;
        file.write(() => {
          forget.run(now);
          begun = taken.get(code) === undefined && (count.get() as { n: number }).n < PAIRINGS_KEPT;
          if (begun) begin.run(id, code, JSON.stringify(key), expires);
        });
        return begun;
      },
      pairing: async (id, now) => found(byId.get(id, now)),
      waiting: async (code, now) => found(byCode.get(code, now)),
      async pair(code, given, now) {
        let screen: PairedScreen | null = null;
        file.write(() => {
          const pairing = found(byCode.get(code, now));
          if (!pairing) return;
          const used = new Set((numbers.all() as { number: number }[]).map(({ number }) => number));
          let number = 1;
          while (used.has(number)) number++;
          screen = { ...given, number, key: pairing.key };
          insert.run(given.id, number, JSON.stringify(screen));
          confirm.run(given.id, code);
        });
        return screen;
      },
    };
  },
};
