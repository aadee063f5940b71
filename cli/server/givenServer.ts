import type { z } from 'zod';
import { askServer } from './askServer.js';
import { ServerUnusable } from './serverErrors.js';

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

/** @param base  its address, such as http://localhost:3000 */
export function createGivenServer(base: string): GivenServer {
  const get = (path: string): Promise<Response> => askServer(new URL(path, base).href);
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
