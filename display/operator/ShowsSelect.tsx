import type { Shows } from '../../engine/protocol/desk.js';
import { words } from '../language/words.js';
import fields from './fields.module.css';
import type { GalleryDesk } from './openGalleryDesk.js';

export interface ShowsSelectProps {
  desk: GalleryDesk;
  shows: Shows | null;
  onChange: (shows: Shows | null) => void;
}

/** A work or a playlist, for a screen or a group. */
export function ShowsSelect({ desk, shows, onChange }: ShowsSelectProps) {
  const say = words.screens;
  return (
    <label class={fields.field}>
      <span>{say.shows}</span>
      <select value={optionOf(shows)} onChange={(event) => onChange(showsOf(event.currentTarget.value))}>
        <option value="">{say.nothing}</option>
        <optgroup label={say.works}>
          {desk.works.value.map(({ work, title }) => (
            <option key={work} value={`work ${work}`}>
              {title}
            </option>
          ))}
        </optgroup>
        {desk.playlists.value.length > 0 && (
          <optgroup label={say.playlists}>
            {desk.playlists.value.map(({ id, name }) => (
              <option key={id} value={`playlist ${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </label>
  );
}

const optionOf = (shows: Shows | null) =>
  shows === null ? '' : shows.kind === 'work' ? `work ${shows.work}` : `playlist ${shows.playlist}`;

function showsOf(value: string): Shows | null {
  const [kind, id = ''] = value.split(' ');
  if (kind === 'work') return { kind, work: Number(id) };
  return kind === 'playlist' ? { kind, playlist: id } : null;
}
