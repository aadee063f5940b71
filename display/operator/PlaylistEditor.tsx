import { useState } from 'preact/hooks';
import { firstGap, Playlist, PlaylistItem } from '../../engine/protocol/playlist.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import { dayName } from './dayName.js';
import styles from './documents.module.css';
import fields from './fields.module.css';
import { HoursEditor } from './HoursEditor.js';
import type { WorkTitle } from './openGalleryDesk.js';

export interface PlaylistEditorProps {
  playlist: Playlist;
  works: readonly WorkTitle[];
  onSave: (playlist: Playlist) => Promise<void>;
  onClose: () => void;
}

const MINUTE = 60;
const MINUTES_OF_DAY = 1440;

/** The works of a playlist in their order, how long each hangs and in which hours. */
export function PlaylistEditor({ playlist, works, onSave, onClose }: PlaylistEditorProps) {
  const say = words.screens;
  const [name, setName] = useState(playlist.name);
  const [items, setItems] = useState<readonly PlaylistItem[]>(playlist.items);
  const parsed = Playlist.safeParse({ id: playlist.id, name, items });
  const mistake = mistakeIn(items);
  const change = (at: number, next: Partial<PlaylistItem>) =>
    setItems(items.map((item, i) => (i === at ? { ...item, ...next } : item)));

  function move(at: number, by: -1 | 1) {
    const next = [...items];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    setItems(next);
  }

  return (
    <form
      class={styles.editor}
      aria-label={name || say.newPlaylist}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) void onSave(parsed.data);
      }}
    >
      <label class={fields.field}>
        <span>{say.name}</span>
        <input value={name} onInput={(event) => setName(event.currentTarget.value)} required maxLength={80} />
      </label>
      <ol class={styles.items}>
        {items.map((item, at) => (
          <li key={`${at} ${item.work}`}>
            <div class={fields.row}>
              <label class={fields.field}>
                <span>{say.work}</span>
                <select value={item.work} onChange={(event) => change(at, { work: Number(event.currentTarget.value) })}>
                  {works.map(({ work, title }) => (
                    <option key={work} value={work}>
                      {title}
                    </option>
                  ))}
                </select>
              </label>
              <label class={fields.field}>
                <span>{say.minutes}</span>
                <input
                  type="number"
                  min={0.25}
                  max={1440}
                  step="any"
                  required
                  value={item.seconds / MINUTE}
                  onChange={(event) => change(at, { seconds: Math.round(event.currentTarget.valueAsNumber * MINUTE) })}
                />
              </label>
              <div class={styles.moves}>
                <Button look="quiet" disabled={at === 0} onClick={() => move(at, -1)} aria-label={say.earlier(at + 1)}>
                  ↑
                </Button>
                <Button
                  look="quiet"
                  disabled={at === items.length - 1}
                  onClick={() => move(at, 1)}
                  aria-label={say.later(at + 1)}
                >
                  ↓
                </Button>
                <Button look="quiet" onClick={() => setItems(items.filter((_, i) => i !== at))}>
                  {say.remove}
                </Button>
              </div>
            </div>
            <HoursEditor
              hours={item.hours ? [item.hours] : []}
              most={1}
              none={say.allHours}
              onChange={(hours) => change(at, { hours: hours.at(-1) ?? null })}
            />
          </li>
        ))}
      </ol>
      <Button
        onClick={() => setItems([...items, { work: works[0]?.work ?? 1, seconds: 10 * MINUTE, hours: null }])}
        disabled={works.length === 0}
      >
        {say.addWork}
      </Button>
      {mistake && (
        <p class={styles.mistake} role="status">
          {say.cannotSave(mistake)}
        </p>
      )}
      <div class={fields.row}>
        <Button type="submit" look="primary" disabled={!parsed.success}>
          {say.save}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {say.cancel}
        </Button>
      </div>
    </form>
  );
}

/** Why works cannot take turns like this, in the reader's words; null where they can. */
function mistakeIn(items: readonly PlaylistItem[]): string | null {
  const { turnLength, nobodysMinute } = words.screens;
  if (!items.every(({ seconds }) => PlaylistItem.shape.seconds.safeParse(seconds).success)) return turnLength;
  const gap = items.length > 0 ? firstGap(items) : null;
  if (gap === null) return null;
  const [hour, minute] = [Math.floor((gap % MINUTES_OF_DAY) / 60), gap % 60].map((n) => String(n).padStart(2, '0'));
  return nobodysMinute(dayName(1 + Math.floor(gap / MINUTES_OF_DAY), 'long'), `${hour}:${minute}`);
}
