import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { PairingView } from '../../engine/protocol/desk.js';
import { Button } from '../design/Button.js';
import { words } from '../language/words.js';
import fields from './fields.module.css';
import type { GalleryDesk } from './openGalleryDesk.js';
import styles from './PairForm.module.css';

const Paired = z.object({ id: z.string(), number: z.number() });

/** The code that this page was opened with, by scanning it from a wall. */
const scanned = new URLSearchParams(location.search).get('pair') ?? '';

/** From the code on a wall to a screen with a name. How it proves itself is said before it is let in. */
export function PairForm({ desk }: { desk: GalleryDesk }) {
  const [code, setCode] = useState(scanned);
  const [waiting, setWaiting] = useState<PairingView | null>(null);
  const say = words.screens.pair;

  async function find(typed: string) {
    setWaiting(await desk.act(`/pairings/${encodeURIComponent(typed)}`, PairingView, { method: 'GET' }));
  }
  async function confirm(name: string) {
    if (!waiting) return;
    const paired = await desk.act('/screens', Paired, { method: 'POST', body: { code: waiting.code, name } });
    if (!paired) return;
    setWaiting(null);
    setCode('');
    history.replaceState(null, '', location.pathname);
  }
  useEffect(() => {
    if (scanned) void find(scanned);
  }, []);

  return (
    <form
      class={styles.pair}
      aria-label={say.heading}
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
        if (!waiting) void find(code.trim());
        else if (name) void confirm(name);
      }}
    >
      <h2>{say.heading}</h2>
      <p class={styles.hint}>{say.hint(`${location.host}/screen`)}</p>
      <label class={fields.field}>
        <span>{say.code}</span>
        <input
          class={styles.code}
          value={code}
          onInput={(event) => {
            setCode(event.currentTarget.value);
            setWaiting(null);
          }}
          required
          maxLength={12}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </label>
      {waiting && (
        <label class={fields.field}>
          <span>{say.name}</span>
          <input name="name" required maxLength={60} placeholder={say.namePlaceholder} />
        </label>
      )}
      <Button type="submit" look={waiting ? 'primary' : 'plain'}>
        {waiting ? say.confirm : say.find}
      </Button>
      {waiting?.proof === 'secret' && <p class={styles.warning}>{say.secret}</p>}
    </form>
  );
}
