import { OtherChainStored } from '../errors/stateErrors.js';
import type { Delta } from '../protocol/messages.js';
import type { BlockRef, Hex, Wei } from '../protocol/primitives.js';
import type {
  Advance,
  ChainStore,
  Change,
  ChangedWork,
  SaleRecord,
  StoredState,
  StyleRecord,
  Undo,
} from './chainStore.js';
import { closeSqlite, inTransaction, openSqlite, type SqliteOptions, storeError } from './openSqlite.js';
import type { Sqlite } from './sqlite.js';
import type { KeptMessage, KeptToken, Work, WorkRecord } from './work.js';

/** One file of a chain store: one fold of the chain. */
export interface ChainFile extends Omit<ChainStore, 'publish'> {
  hasWorks(): boolean;
  /** Brings everything into the file itself. */
  checkpoint(): void;
}

/** The contracts whose works a store holds. */
export interface StoredChain {
  chainId: number;
  layerToken: Hex;
  featuredMessages: Hex;
  layerSale?: Hex;
  reserveAuction?: Hex;
}

export interface ChainFileOptions extends Pick<SqliteOptions, 'file' | 'now' | 'onDamaged' | 'driver'> {
  chain: StoredChain;
}

/** How many deltas of a work are kept for screens that were away. A screen away for longer gets a snapshot. */
export const DELTAS_KEPT = 1000;

/**
 * Opens one file of a chain store. Texts of people are kept inside JSON, because libsql cuts a bare text at its first NUL.
 * @throws OtherChainStored when the file holds the works of other contracts
 * @throws StoreVersionUnknown, StoreUnusable as `openSqlite` does
 */
export function openChainFile({ chain, ...options }: ChainFileOptions): ChainFile {
  const { file } = options;
  const db = openSqlite({ ...options, schema: SCHEMA, version: VERSION, isDerived: true });
  let sql: Statements;
  try {
    sql = statementsOf(db);
    claim(file, chain, sql);
  } catch (error) {
    db.close();
    throw storeError(file, error);
  }

  const write = (writing: () => void) => inTransaction(db, file, writing);
  const read = <T>(reading: () => T): T => {
    try {
      return reading();
    } catch (error) {
      throw storeError(file, error);
    }
  };
  const writeChange = ({ seq, works, deltas }: Change) => {
    if (deltas.length > 0) sql.setMeta.run('seq', seq);
    for (const changed of works) writeWork(sql, changed);
    for (const delta of deltas) {
      // A delta that follows on nothing announces a work: whoever holds an earlier one needs a snapshot.
      if (delta.prev === 0) sql.dropDeltas.run(delta.work);
      else sql.addDelta.run(delta.work, delta.seq, JSON.stringify(delta));
    }
  };

  return {
    load: () => read(() => loadState(sql)),
    hasWorks: () => read(() => sql.anyWork.get() !== undefined),
    begin: (epoch, origin, seq) =>
      write(() => {
        db.exec(FORGET);
        sql.setMeta.run('epoch', epoch);
        sql.setMeta.run('origin', JSON.stringify(origin));
        sql.setMeta.run('seq', seq);
      }),
    advance: (advance: Advance) =>
      write(() => {
        writeChange(advance);
        for (const { work, index, block, position, by, word } of advance.styles) {
          sql.addStyle.run(block.number, position, work, index, block.hash, block.time, by, word);
        }
        for (const { work, index, block, position, seller, buyer, price, royalty } of advance.sales) {
          sql.addSale.run(work, index, block.number, position, block.hash, block.time, seller, buyer, price, royalty);
        }
        if (advance.undo) sql.addUndo.run(advance.undo.number, JSON.stringify(advance.undo.works));
        if (advance.settled) db.exec('DELETE FROM blocks; DELETE FROM undo');
        sql.addBlock.run(advance.head.number, advance.head.hash, advance.head.time);
      }),
    rollback: (ancestor, change) =>
      write(() => {
        for (const statement of [sql.dropBlocksAfter, sql.dropUndoAfter, sql.dropStylesAfter, sql.dropSalesAfter]) {
          statement.run(ancestor.number);
        }
        writeChange(change);
      }),
    undoAfter: (number) =>
      read(() =>
        (sql.undoAfter.all(number) as { number: number; works: string }[]).map(
          (row): Undo => ({ number: row.number, works: JSON.parse(row.works) }),
        ),
      ),
    prune: (finalized) =>
      write(() => {
        sql.pruneBlocks.run(finalized);
        sql.pruneUndo.run(finalized);
        for (const { work } of sql.worksOfManyDeltas.all(DELTAS_KEPT) as { work: number }[]) {
          sql.pruneDeltas.run(work, work, DELTAS_KEPT);
        }
      }),
    deltasAfter: (work, seq) =>
      read(() => (sql.deltasAfter.all(work, seq) as { delta: string }[]).map((row): Delta => JSON.parse(row.delta))),
    stylesAt: (work, number) => read(() => (sql.stylesAt.all(work, number) as StyleRow[]).map(styleOf)),
    history: (work, index) => read(() => (sql.styles.all(work, index) as StyleRow[]).map(styleOf)),
    sales: (work) => read(() => (sql.sales.all(work) as SaleRow[]).map(saleOf)),
    checkpoint: () => read(() => db.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    close: () => closeSqlite(db),
  };
}

const VERSION = 4;

const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, time INTEGER NOT NULL) STRICT;
  CREATE TABLE undo (number INTEGER PRIMARY KEY, works TEXT NOT NULL) STRICT;
  CREATE TABLE works (
    work INTEGER PRIMARY KEY, artist TEXT NOT NULL, entropy TEXT NOT NULL, manifest_hash TEXT NOT NULL,
    manifest_bytes BLOB NOT NULL, layers INTEGER NOT NULL, block_number INTEGER NOT NULL, block_hash TEXT NOT NULL,
    block_time INTEGER NOT NULL, restyled TEXT NOT NULL, first_price TEXT NOT NULL, seq INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE tokens (
    work INTEGER NOT NULL, "index" INTEGER NOT NULL, owner TEXT NOT NULL, word TEXT NOT NULL, bounds TEXT NOT NULL,
    epoch INTEGER NOT NULL, loan TEXT, listing TEXT, auction TEXT, PRIMARY KEY (work, "index")
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE messages (
    work INTEGER NOT NULL, token INTEGER NOT NULL, kept TEXT NOT NULL, PRIMARY KEY (work, token)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE deltas (
    work INTEGER NOT NULL, seq INTEGER NOT NULL, delta TEXT NOT NULL, PRIMARY KEY (work, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE styles (
    number INTEGER NOT NULL, position INTEGER NOT NULL, work INTEGER NOT NULL, "index" INTEGER NOT NULL,
    hash TEXT NOT NULL, time INTEGER NOT NULL, by TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (number, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX styles_by_token ON styles (work, "index");
  CREATE TABLE sales (
    work INTEGER NOT NULL, "index" INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    hash TEXT NOT NULL, time INTEGER NOT NULL, seller TEXT NOT NULL, buyer TEXT NOT NULL, price TEXT NOT NULL,
    royalty TEXT NOT NULL, PRIMARY KEY (number, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sales_by_work ON sales (work)`;

/** All but whose works the file holds. */
const FORGET = `
  DELETE FROM meta WHERE name <> 'chain'; DELETE FROM blocks; DELETE FROM undo; DELETE FROM works; DELETE FROM tokens;
  DELETE FROM messages; DELETE FROM deltas; DELETE FROM styles; DELETE FROM sales`;

type Statements = ReturnType<typeof statementsOf>;

function statementsOf(db: Sqlite) {
  return {
    meta: db.prepare('SELECT value FROM meta WHERE name = ?'),
    setMeta: db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'),
    blocks: db.prepare('SELECT number, hash, time FROM blocks ORDER BY number DESC'),
    addBlock: db.prepare('INSERT INTO blocks VALUES (?, ?, ?)'),
    dropBlocksAfter: db.prepare('DELETE FROM blocks WHERE number > ?'),
    pruneBlocks: db.prepare('DELETE FROM blocks WHERE number < ?'),
    undoAfter: db.prepare('SELECT number, works FROM undo WHERE number > ? ORDER BY number DESC'),
    addUndo: db.prepare('INSERT INTO undo VALUES (?, ?)'),
    dropUndoAfter: db.prepare('DELETE FROM undo WHERE number > ?'),
    pruneUndo: db.prepare('DELETE FROM undo WHERE number <= ?'),
    works: db.prepare('SELECT * FROM works ORDER BY work'),
    anyWork: db.prepare('SELECT 1 FROM works LIMIT 1'),
    addWork: db.prepare('INSERT INTO works VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    setWork: db.prepare(
      'UPDATE works SET block_number = ?, block_hash = ?, block_time = ?, restyled = ?, first_price = ?, seq = ? WHERE work = ?',
    ),
    dropWork: db.prepare('DELETE FROM works WHERE work = ?'),
    tokens: db.prepare('SELECT * FROM tokens WHERE work = ? ORDER BY "index"'),
    setToken: db.prepare('INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    dropTokens: db.prepare('DELETE FROM tokens WHERE work = ?'),
    messages: db.prepare(
      "SELECT kept FROM messages WHERE work = ? ORDER BY json_extract(kept, '$.message.block'), token",
    ),
    setMessage: db.prepare('INSERT OR REPLACE INTO messages VALUES (?, ?, ?)'),
    dropMessage: db.prepare('DELETE FROM messages WHERE work = ? AND token = ?'),
    addDelta: db.prepare('INSERT INTO deltas VALUES (?, ?, ?)'),
    deltasAfter: db.prepare('SELECT delta FROM deltas WHERE work = ? AND seq > ? ORDER BY seq'),
    dropDeltas: db.prepare('DELETE FROM deltas WHERE work = ?'),
    worksOfManyDeltas: db.prepare('SELECT work FROM deltas GROUP BY work HAVING count(*) > ?'),
    pruneDeltas: db.prepare(
      'DELETE FROM deltas WHERE work = ? AND seq <= (SELECT seq FROM deltas WHERE work = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)',
    ),
    styles: db.prepare('SELECT * FROM styles WHERE work = ? AND "index" = ? ORDER BY number, position'),
    stylesAt: db.prepare(
      `SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY "index" ORDER BY number DESC, position DESC) AS age
        FROM styles WHERE work = ? AND number <= ?
      ) WHERE age = 1 ORDER BY "index"`,
    ),
    addStyle: db.prepare('INSERT INTO styles VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    dropStylesAfter: db.prepare('DELETE FROM styles WHERE number > ?'),
    sales: db.prepare('SELECT * FROM sales WHERE work = ? ORDER BY number, position'),
    addSale: db.prepare('INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    dropSalesAfter: db.prepare('DELETE FROM sales WHERE number > ?'),
  };
}

/** Writes into an empty file whose works it will hold, and refuses a file that holds others. */
function claim(file: string, chain: StoredChain, sql: Statements): void {
  const sales = [
    ['LayerSale', chain.layerSale],
    ['ReserveAuction', chain.reserveAuction],
  ].flatMap(([name, address]) => (address ? [`, ${name} ${address}`] : []));
  const { chainId, layerToken, featuredMessages } = chain;
  const expected = `chain ${chainId}, LayerToken ${layerToken}, FeaturedMessages ${featuredMessages}${sales.join('')}`;
  const row = sql.meta.get('chain') as { value: string } | undefined;
  if (!row) sql.setMeta.run('chain', expected);
  else if (row.value !== expected) throw new OtherChainStored(file, row.value, expected);
}

function writeWork(sql: Statements, { work, before, after, seq }: ChangedWork): void {
  const restyled = JSON.stringify(after?.restyled);
  if (!after) {
    for (const statement of [sql.dropWork, sql.dropTokens, sql.dropDeltas]) statement.run(work);
  } else if (before) {
    const { block, firstPrice } = after;
    sql.setWork.run(block.number, block.hash, block.time, restyled, firstPrice, seq, work);
  } else {
    const { artist, entropy, manifestHash, manifestBytes, layers } = after.record;
    const { number, hash, time } = after.block;
    const manifest = Buffer.from(manifestBytes);
    const { firstPrice } = after;
    sql.addWork.run(
      work,
      artist,
      entropy,
      manifestHash,
      manifest,
      layers,
      number,
      hash,
      time,
      restyled,
      firstPrice,
      seq,
    );
  }
  for (const token of after?.tokens ?? []) {
    if (before?.tokens[token.index] === token) continue;
    const { index, owner, word, bounds, epoch, loan, listing, auction } = token;
    sql.setToken.run(work, index, owner, word, bounds, epoch, jsonOf(loan), jsonOf(listing), jsonOf(auction));
  }
  const kept = new Map(after?.messages.map((message) => [message.message.token, message]));
  for (const { message } of before?.messages ?? []) {
    if (!kept.has(message.token)) sql.dropMessage.run(work, message.token);
  }
  for (const [token, message] of kept) {
    if (!before?.messages.includes(message)) sql.setMessage.run(work, token, JSON.stringify(message));
  }
}

interface WorkRow {
  work: number;
  artist: Hex;
  entropy: Hex;
  manifest_hash: Hex;
  manifest_bytes: ArrayBuffer | Uint8Array;
  layers: number;
  block_number: number;
  block_hash: Hex;
  block_time: number;
  restyled: string;
  first_price: Wei;
  seq: number;
}

interface TokenRow extends Pick<KeptToken, 'index' | 'owner' | 'word' | 'bounds' | 'epoch'> {
  loan: string | null;
  listing: string | null;
  auction: string | null;
}

interface SaleRow extends Omit<SaleRecord, 'block'>, BlockRef {}

interface StyleRow {
  work: number;
  index: number;
  number: number;
  position: number;
  hash: Hex;
  time: number;
  by: Hex;
  word: Hex;
}

function loadState(sql: Statements): StoredState | null {
  const meta = (name: string) => (sql.meta.get(name) as { value: string | number } | undefined)?.value;
  const origin = meta('origin');
  if (origin === undefined) return null;
  return {
    epoch: String(meta('epoch')),
    seq: Number(meta('seq') ?? 0),
    origin: JSON.parse(String(origin)) as BlockRef,
    blocks: sql.blocks.all() as BlockRef[],
    works: (sql.works.all() as WorkRow[]).map((row) => ({ work: workOf(sql, row), seq: row.seq })),
  };
}

function workOf(sql: Statements, row: WorkRow): Work {
  const record: WorkRecord = {
    work: row.work,
    artist: row.artist,
    entropy: row.entropy,
    manifestHash: row.manifest_hash,
    manifestBytes: new Uint8Array(row.manifest_bytes),
    layers: row.layers,
  };
  return {
    record,
    block: { number: row.block_number, hash: row.block_hash, time: row.block_time },
    restyled: JSON.parse(row.restyled),
    firstPrice: row.first_price,
    tokens: (sql.tokens.all(row.work) as TokenRow[]).map(tokenOf),
    messages: (sql.messages.all(row.work) as { kept: string }[]).map(({ kept }): KeptMessage => JSON.parse(kept)),
  };
}

function tokenOf({ index, owner, word, bounds, epoch, loan, listing, auction }: TokenRow): KeptToken {
  const sale = { listing: parsed(listing), auction: parsed(auction) };
  return { index, owner, word, bounds, epoch, loan: parsed(loan), ...sale };
}

const jsonOf = (value: object | null) => value && JSON.stringify(value);

const parsed = (text: string | null) => text && JSON.parse(text);

function saleOf(row: SaleRow): SaleRecord {
  const { work, index, number, position, hash, time, seller, buyer, price, royalty } = row;
  return { work, index, block: { number, hash, time }, position, seller, buyer, price, royalty };
}

function styleOf({ work, index, number, position, hash, time, by, word }: StyleRow): StyleRecord {
  return { work, index, block: { number, hash, time }, position, by, word };
}
