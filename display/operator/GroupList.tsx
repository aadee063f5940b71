import { useState } from 'preact/hooks';
import type { Group } from '../../engine/protocol/desk.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import styles from './documents.module.css';
import { GroupEditor } from './GroupEditor.js';
import { Done, type GalleryDesk, newId } from './openGalleryDesk.js';

/** The groups of screens that change in step, one of them open at a time. */
export function GroupList({ desk }: { desk: GalleryDesk }) {
  const say = words.screens;
  const [edited, setEdited] = useState<Group | null>(null);
  const nameOf = (id: string) => desk.screens.value?.find((screen) => screen.id === id)?.name ?? id;

  async function save({ id, ...group }: Group) {
    if (await desk.act(`/groups/${id}`, Done, { method: 'PUT', body: group })) setEdited(null);
  }

  return (
    <>
      <ul class={styles.documents}>
        {desk.groups.value.map((group) => (
          <li key={group.id}>
            <div>
              <h3>{group.name}</h3>
              <p>
                {group.fit ? say.span : say.inStep}: {group.tiles.map(({ screen }) => nameOf(screen)).join(' · ')}
              </p>
            </div>
            <Button onClick={() => setEdited(group)}>{say.edit}</Button>
            <Button look="quiet" onClick={() => void desk.act(`/groups/${group.id}`, Done, { method: 'DELETE' })}>
              {say.remove}
            </Button>
          </li>
        ))}
      </ul>
      {edited ? (
        <GroupEditor key={edited.id} desk={desk} group={edited} onSave={save} onClose={() => setEdited(null)} />
      ) : (
        <Button
          disabled={!desk.screens.value?.length}
          onClick={() => setEdited({ id: newId(), name: '', shows: null, fit: null, tiles: [] })}
        >
          {say.newGroup}
        </Button>
      )}
    </>
  );
}
