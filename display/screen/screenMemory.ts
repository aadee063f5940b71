/**
 * What a screen keeps on its machine, so that it can begin without a network: works, their last states, whatever else it
 * must know then. Anything kept may be gone, or of an older version; whoever takes it checks it.
 */
export interface ScreenMemory {
  /** Undefined where nothing is kept. */
  kept(key: string): Promise<unknown>;
  /** Keeps what a structured clone holds, keys of WebCrypto too. A full disk is no fault: it is not kept then. */
  keep(key: string, value: unknown): Promise<void>;
}

const DATABASE = 'pentimento';
const STORE = 'kept';

/** In IndexedDB, which browsers have on plain HTTP too. Where they do not, in private windows, nothing is kept. */
export function openScreenMemory(): ScreenMemory {
  const database = open().catch(() => null);

  async function run<T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    const store = (await database)?.transaction(STORE, mode).objectStore(STORE);
    return store && answerOf(act(store));
  }

  return {
    kept: (key) => run('readonly', (store) => store.get(key)).catch(() => undefined),
    keep: async (key, value) => {
      await run('readwrite', (store) => store.put(value, key)).catch(() => undefined);
    },
  };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
