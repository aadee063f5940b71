import type { z } from 'zod';
import { ServerUnusable } from './verifyErrors.js';

/** A Pentimento server, asked over HTTP. Nothing it says is believed without its schema. */
export interface GivenServer {
  url: string;
  /** @throws ServerUnusable when it does not answer, refuses, or says something of another shape */
  json<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>>;
  /**
   * @returns null when it has nothing there
   * @throws ServerUnusable when it does not answer, or fails
   */
  bytes(path: string): Promise<Uint8Array | null>;
}

/** Milliseconds: a server under load paints a picture in a few seconds. */
const PATIENCE = 60_000;

/** @param base  its address, such as http://localhost:3000 */
export function createGivenServer(base: string): GivenServer {
  const get = async (path: string): Promise<Response> => {
    const url = new URL(path, base).href;
    try {
      return await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
    } catch (cause) {
      throw new ServerUnusable(url, 'did not answer', cause);
    }
  };
  return {
    url: base,
    async json(path, schema) {
      const response = await get(path);
      if (!response.ok) throw new ServerUnusable(response.url, `answered ${response.status}`);
      const parsed = schema.safeParse(await response.json().catch(() => null));
      if (parsed.success) return parsed.data;
      throw new ServerUnusable(response.url, 'answered something else than a Pentimento server does', parsed.error);
    },
    async bytes(path) {
      const response = await get(path);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      if (response.status < 500) return null;
      throw new ServerUnusable(response.url, `answered ${response.status}`);
    },
  };
}
