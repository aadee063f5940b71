import { type ReadonlySignal, signal } from '@preact/signals';
import { io } from 'socket.io-client';
import { z } from 'zod';
import { Group, ScreenView } from '../../engine/protocol/desk.js';
import { Playlist } from '../../engine/protocol/playlist.js';
import { WorkId } from '../../engine/protocol/primitives.js';
import { FetchError, fetchJson, type Sent } from '../work/fetchJson.js';

export interface WorkTitle {
  work: number;
  title: string;
  canvas: { width: number; height: number };
}

/** What the operator's page knows of the gallery, as signals, and how it is told what to do. */
export interface GalleryDesk {
  /** By number; null until they are told. */
  screens: ReadonlySignal<ScreenView[] | null>;
  playlists: ReadonlySignal<Playlist[]>;
  groups: ReadonlySignal<Group[]>;
  works: ReadonlySignal<WorkTitle[]>;
  connection: ReadonlySignal<'up' | 'down'>;
  /** Why the last thing asked for was not done, in a sentence; null when it was. */
  problem: ReadonlySignal<string | null>;
  /**
   * Has the server do something, and looks at what is decided then.
   * @param path below `/api/operator`
   * @returns what it answers; null when it refuses, and `problem` says why
   */
  act<S extends z.ZodType>(path: string, answer: S, sent: Sent): Promise<z.infer<S> | null>;
  close(): void;
}

/** What most acts are answered with. */
export const Done = z.object({ done: z.literal(true) });

const WorkList = z.array(z.object({ work: WorkId }));
const Titled = z.object({
  manifest: z.object({ title: z.string(), canvas: z.object({ width: z.number(), height: z.number() }) }),
});
/** The socket is asked to come back this often, milliseconds. */
const RETRY_MS = 5_000;

export function openGalleryDesk(): GalleryDesk {
  const screens = signal<ScreenView[] | null>(null);
  const playlists = signal<Playlist[]>([]);
  const groups = signal<Group[]>([]);
  const works = signal<WorkTitle[]>([]);
  const connection = signal<'up' | 'down'>('down');
  const problem = signal<string | null>(null);

  const socket = io('/operator', { transports: ['websocket'], reconnectionDelayMax: RETRY_MS });
  socket.on('connect', () => {
    connection.value = 'up';
  });
  socket.on('disconnect', () => {
    connection.value = 'down';
  });
  socket.on('screens', (told) => {
    const parsed = z.array(ScreenView).safeParse(told);
    if (parsed.success) screens.value = parsed.data;
    else console.warn('What the server told of the screens did not fit the protocol.', parsed.error.issues);
  });
  void tell(look());
  void tell(nameWorks());

  async function look() {
    const [nextScreens, nextPlaylists, nextGroups] = await Promise.all([
      fetchJson('/api/operator/screens', z.array(ScreenView)),
      fetchJson('/api/operator/playlists', z.array(Playlist)),
      fetchJson('/api/operator/groups', z.array(Group)),
    ]);
    screens.value = nextScreens;
    playlists.value = nextPlaylists;
    groups.value = nextGroups;
  }

  async function nameWorks() {
    for (const { work } of await fetchJson('/api/works', WorkList)) {
      // One whose manifest is malformed cannot be hung.
      const described = await fetchJson(`/api/works/${work}`, Titled).catch(() => null);
      if (described) works.value = [...works.value, { work, ...described.manifest }];
    }
  }

  /** @returns what it gave; null when the server refused, and `problem` says why */
  async function tell<T>(doing: Promise<T>): Promise<T | null> {
    try {
      return await doing;
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      problem.value = error.message;
      return null;
    }
  }

  return {
    screens,
    playlists,
    groups,
    works,
    connection,
    problem,
    async act(path, answer, sent) {
      problem.value = null;
      const answered = await tell(fetchJson(`/api/operator${path}`, answer, sent));
      if (answered !== null) await tell(look());
      return answered;
    },
    close: () => void socket.close(),
  };
}

/** A name for something new: of letters that nobody has to type. */
export const newId = () =>
  crypto
    .getRandomValues(new Uint32Array(2))
    .reduce((id, n) => id + n.toString(36), '')
    .padEnd(8, '0');
