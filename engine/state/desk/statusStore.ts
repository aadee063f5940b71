import type { Status } from '../../protocol/messages.js';
import type { Hex } from '../../protocol/primitives.js';
import type { DeskPart } from './deskPart.js';

/** What each screen said of itself last, paired or not. */
export interface StatusStore {
  /** Notes how a screen is doing. A crash may lose the last notes; they come again. */
  record(status: StatusRecord): Promise<void>;
  /** Every screen heard of lately, the last heard first. */
  all(): Promise<StatusRecord[]>;
}

/** What a screen said of itself when it was heard last. */
export interface StatusRecord {
  /** The name it gave itself in `hello`. */
  client: string;
  work: number;
  seq: number;
  stateHash: Hex;
  phase: Status['phase'];
  /** Unix milliseconds. */
  seen: number;
}

/** How many screens are remembered: the names are the screens' own choice, so there might be any number of them. */
export const STATUSES_KEPT = 1000;

export const statusPart: DeskPart<StatusStore> = {
  name: 'statuses',
  versions: [
    `CREATE TABLE statuses (
      client TEXT PRIMARY KEY, work INTEGER NOT NULL, seq INTEGER NOT NULL, state_hash TEXT NOT NULL,
      phase TEXT NOT NULL, seen INTEGER NOT NULL
    ) STRICT`,
  ],
  open(file) {
    const select = file.prepare('SELECT * FROM statuses ORDER BY seen DESC, client');
    const known = file.prepare('SELECT 1 FROM statuses WHERE client = ?');
    const upsert = file.prepare('INSERT OR REPLACE INTO statuses VALUES (?, ?, ?, ?, ?, ?)');
    const forget = file.prepare(
      'DELETE FROM statuses WHERE client IN (SELECT client FROM statuses ORDER BY seen DESC LIMIT -1 OFFSET ?)',
    );
    return {
      async record({ client, work, seq, stateHash, phase, seen }) {
        const isNew = known.get(client) === undefined;
        file.writeLightly(() => {
          upsert.run(client, work, seq, stateHash, phase, seen);
          if (isNew) forget.run(STATUSES_KEPT);
        });
      },
      async all() {
        const rows = select.all() as StatusRow[];
        return rows.map(({ client, work, seq, state_hash, phase, seen }) => ({
          client,
          work,
          seq,
          stateHash: state_hash,
          phase,
          seen,
        }));
      },
    };
  },
};

interface StatusRow extends Omit<StatusRecord, 'stateHash'> {
  state_hash: Hex;
}
