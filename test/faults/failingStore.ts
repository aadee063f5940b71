import { StoreNotWritten } from '../../engine/errors/stateErrors.js';
import type { ChainStore } from '../../engine/state/chainStore.js';

/** A store that now and then cannot be written, as on a full disk. */
export function failingStore(store: ChainStore, fails: () => boolean): ChainStore {
  const guarded =
    <P extends unknown[]>(write: (...parameters: P) => void) =>
    (...parameters: P) => {
      if (fails()) throw new StoreNotWritten('simulated.db', true, 'database or disk is full', null);
      write(...parameters);
    };
  return {
    ...store,
    begin: guarded(store.begin),
    publish: guarded(store.publish),
    advance: guarded(store.advance),
    rollback: guarded(store.rollback),
    prune: guarded(store.prune),
  };
}
