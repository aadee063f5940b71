import { useState } from 'preact/hooks';
import type { Playlist } from '../../engine/protocol/playlist.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import styles from './documents.module.css';
import { Done, type GalleryDesk, newId } from './openGalleryDesk.js';
import { PlaylistEditor } from './PlaylistEditor.js';

/** The playlists, one of them open at a time. */
export function PlaylistList({ desk }: { desk: GalleryDesk }) {
  const say = words.screens;
  const [edited, setEdited] = useState<Playlist | null>(null);
  const titleOf = (work: number) => desk.works.value.find((each) => each.work === work)?.title ?? String(work);

  async function save({ id, ...playlist }: Playlist) {
    if (await desk.act(`/playlists/${id}`, Done, { method: 'PUT', body: playlist })) setEdited(null);
  }

  return (
    <>
      <ul class={styles.documents}>
        {desk.playlists.value.map((playlist) => (
          <li key={playlist.id}>
            <div>
              <h3>{playlist.name}</h3>
              <p>{playlist.items.map(({ work }) => titleOf(work)).join(' · ')}</p>
            </div>
            <Button onClick={() => setEdited(playlist)}>{say.edit}</Button>
            <Button look="quiet" onClick={() => void desk.act(`/playlists/${playlist.id}`, Done, { method: 'DELETE' })}>
              {say.remove}
            </Button>
          </li>
        ))}
      </ul>
      {edited ? (
        <PlaylistEditor
          key={edited.id}
          playlist={edited}
          works={desk.works.value}
          onSave={save}
          onClose={() => setEdited(null)}
        />
      ) : (
        <Button onClick={() => setEdited({ id: newId(), name: '', items: [] })}>{say.newPlaylist}</Button>
      )}
    </>
  );
}
