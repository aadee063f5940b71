import { useState } from 'preact/hooks';
import { Group } from '../../engine/protocol/desk.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import styles from './documents.module.css';
import fields from './fields.module.css';
import { type Grid, gridOf, tilesOf } from './grid.js';
import type { GalleryDesk } from './openGalleryDesk.js';
import { ShowsSelect } from './ShowsSelect.js';
import { SpanPreview } from './SpanPreview.js';

export interface GroupEditorProps {
  desk: GalleryDesk;
  group: Group;
  onSave: (group: Group) => Promise<void>;
  onClose: () => void;
}

/** Which screens change in step, what they show, and how they hang where each shows its part of one work. */
export function GroupEditor({ desk, group, onSave, onClose }: GroupEditorProps) {
  const say = words.screens;
  const [name, setName] = useState(group.name);
  const [shows, setShows] = useState(group.shows);
  const [fit, setFit] = useState(group.fit);
  const [members, setMembers] = useState(group.tiles.map(({ screen }) => screen));
  const [grid, setGrid] = useState<Grid>(gridOf(group.tiles));
  const tiles = tilesOf(members, grid);
  const parsed = Group.safeParse({ id: group.id, name, shows, fit, tiles });
  const screens = desk.screens.value ?? [];

  const millimetres = (key: keyof Grid, label: string, min: number) => (
    <label class={fields.field}>
      <span>{label}</span>
      <input
        type="number"
        min={min}
        max={key === 'columns' ? 64 : 10_000}
        required
        value={grid[key]}
        onInput={(event) => {
          const value = event.currentTarget.valueAsNumber;
          if (value >= min) setGrid({ ...grid, [key]: value });
        }}
      />
    </label>
  );

  return (
    <form
      class={styles.editor}
      aria-label={name || say.newGroup}
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) void onSave(parsed.data);
      }}
    >
      <div class={fields.row}>
        <label class={fields.field}>
          <span>{say.name}</span>
          <input value={name} onInput={(event) => setName(event.currentTarget.value)} required maxLength={60} />
        </label>
        <ShowsSelect desk={desk} shows={shows} onChange={setShows} />
        <label class={fields.field}>
          <span>{say.together}</span>
          <select
            value={fit ?? ''}
            onChange={({ currentTarget: { value } }) => setFit(value === 'fill' || value === 'fit' ? value : null)}
          >
            <option value="">{say.inStep}</option>
            <option value="fill">{say.spanFill}</option>
            <option value="fit">{say.spanFit}</option>
          </select>
        </label>
      </div>
      <fieldset class={styles.members}>
        <legend>{say.members}</legend>
        {screens.map(({ id, number, name: called }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={members.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                setMembers(checked ? [...members, id] : members.filter((each) => each !== id))
              }
            />
            <span>
              {number} · {called}
            </span>
          </label>
        ))}
      </fieldset>
      {fit && members.length > 0 && (
        <>
          <p class={styles.hint}>{say.gridHint}</p>
          <div class={fields.row}>
            {millimetres('columns', say.columns, 1)}
            {millimetres('width', say.width, 1)}
            {millimetres('height', say.height, 1)}
            {millimetres('bezel', say.bezel, 0)}
          </div>
          <SpanPreview desk={desk} shows={shows} tiles={tiles} fit={fit} />
        </>
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
