import { useEffect, useState } from 'preact/hooks';
import { z } from 'zod';
import { fetchJson } from '../../work/fetchJson.js';

/** What the mosaic needs of `GET /api/works/:work`. */
const Titles = z.object({ manifest: z.object({ layers: z.array(z.object({ title: z.string() })) }) });

/** What a work's layers are called, the first layer first; null until it is known. */
export function useLayerTitles(work: number | null): readonly string[] | null {
  const [known, setKnown] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  useEffect(() => {
    if (work === null || known.has(work)) return;
    fetchJson(`/api/works/${work}`, Titles).then(
      ({ manifest }) =>
        setKnown((before) =>
          new Map(before).set(
            work,
            manifest.layers.map(({ title }) => title),
          ),
        ),
      (cause) => console.warn('The titles of layers could not be read.', cause),
    );
  }, [work, known]);
  return work === null ? null : (known.get(work) ?? null);
}
