import { z } from 'zod';
import { fetchJson } from './fetchJson.js';

const WorkEntry = z.object({
  work: z.number().int(),
  layers: z.number().int(),
  restyled: z.object({ hash: z.string() }).nullable(),
  shown: z.object({ title: z.string(), by: z.string(), width: z.number(), height: z.number() }).nullable(),
});

/** A work as lists show it. */
export interface ListedWork {
  work: number;
  layers: number;
  title: string;
  /** Whose work it is, in the artist's own words. */
  by: string;
  /** Width by height. */
  aspect: number;
  /** Another one whenever its picture is another. */
  version: string;
}

/** Every work of the house that can be shown, oldest first. */
export async function workList(): Promise<ListedWork[]> {
  const works = await fetchJson('/api/works', z.array(WorkEntry));
  return works.flatMap(({ work, layers, shown, restyled }) => {
    if (!shown) return [];
    const { title, by, width, height } = shown;
    return [{ work, layers, title, by, aspect: width / height, version: restyled?.hash.slice(2, 14) ?? '' }];
  });
}
