import type { TakenDecision } from '../../protocol/decision.js';
import type { DeskPart } from './deskPart.js';

/** What the house decided about messages and visitors: a log that is only ever added to, and read from its beginning. */
export interface DecisionStore {
  /** @returns the decision's id, higher than any before it */
  take(decision: Omit<TakenDecision, 'id'>): Promise<number>;
  /** Those with a higher id, oldest first; all of them since 0. */
  since(id: number): Promise<TakenDecision[]>;
}

export const decisionPart: DeskPart<DecisionStore> = {
  name: 'decisions',
  // Texts of people are kept inside JSON: SQLite cuts one at a NUL.
  versions: ['CREATE TABLE decisions (id INTEGER PRIMARY KEY AUTOINCREMENT, taken TEXT NOT NULL) STRICT'],
  open(file) {
    const insert = file.prepare('INSERT INTO decisions (taken) VALUES (?)');
    const last = file.prepare('SELECT max(id) AS id FROM decisions');
    const select = file.prepare('SELECT id, taken FROM decisions WHERE id > ? ORDER BY id');
    return {
      async take(decision) {
        let id = 0;
        file.write(() => {
          insert.run(JSON.stringify(decision));
          id = (last.get() as { id: number }).id;
        });
        return id;
      },
      async since(id) {
        const rows = select.all(id) as { id: number; taken: string }[];
        return rows.map(({ id, taken }) => ({ id, ...(JSON.parse(taken) as Omit<TakenDecision, 'id'>) }));
      },
    };
  },
};
