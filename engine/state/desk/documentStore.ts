import type { DeskPart } from './deskPart.js';

/** Documents of one kind, each whole: what the operator edits as one thing. */
export interface DocumentStore<Document extends { id: string }> {
  /** In the order they were made. */
  all(): Promise<Document[]>;
  find(id: string): Promise<Document | null>;
  /** Puts it in the place of the one with its id, or behind the others. */
  save(document: Document): Promise<void>;
  /** @returns whether it was there */
  remove(id: string): Promise<boolean>;
}

/** @param name of the part and its table */
export function documentPart<Document extends { id: string }>(name: string): DeskPart<DocumentStore<Document>> {
  return {
    name,
    versions: [`CREATE TABLE ${name} (made INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT`],
    open(file) {
      const select = file.prepare(`SELECT json FROM ${name} ORDER BY made`);
      const one = file.prepare(`SELECT json FROM ${name} WHERE id = ?`);
      const upsert = file.prepare(
        `INSERT INTO ${name} (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
      );
      const remove = file.prepare(`DELETE FROM ${name} WHERE id = ?`);
      const parsed = (row: unknown): Document => JSON.parse((row as { json: string }).json);
      return {
        all: async () => select.all().map(parsed),
        async find(id) {
          const row = one.get(id);
          return row === undefined ? null : parsed(row);
        },
        async save(document) {
          file.write(() => upsert.run(document.id, JSON.stringify(document)));
        },
        async remove(id) {
          if (one.get(id) === undefined) return false;
          file.write(() => remove.run(id));
          return true;
        },
      };
    },
  };
}
