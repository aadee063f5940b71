import type { Group } from '../protocol/desk.js';
import type { Playlist } from '../protocol/playlist.js';
import type { DecisionStore } from './desk/decisionStore.js';
import type { DocumentStore } from './desk/documentStore.js';
import type { PlayStore } from './desk/playStore.js';
import type { ScreenStore } from './desk/screenStore.js';
import type { SessionStore } from './desk/sessionStore.js';
import type { StatusStore } from './desk/statusStore.js';

/**
 * Where the gallery's own knowledge is kept: what is not on the chain, and what no rebuild of the state touches. Each
 * concern is a store of its own, a file in `desk/`. Every method answers later and takes and gives plain JSON, so that
 * another process may keep the desk. They throw StoreNotWritten and StoreDamaged as those of the chain store do.
 */
export interface DeskStore {
  /** What each screen said of itself last. */
  statuses: StatusStore;
  /** Who is logged in as the operator. */
  sessions: SessionStore;
  screens: ScreenStore;
  playlists: DocumentStore<Playlist>;
  groups: DocumentStore<Group>;
  plays: PlayStore;
  /** What the house decided about messages and visitors. */
  decisions: DecisionStore;
  /** Writes the backup anew. */
  backUp(): Promise<void>;
  close(): Promise<void>;
}
