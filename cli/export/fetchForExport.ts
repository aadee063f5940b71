import type { z } from 'zod';
import { Refusal } from '../../engine/protocol/messages.js';
import { askServer } from '../server/askServer.js';
import { ServerUnusable } from '../server/serverErrors.js';
import { ExportRefused } from './exportErrors.js';

/**
 * What a server answers at an address.
 * @throws ExportRefused in the server's own words when it refuses; ServerUnusable when it cannot be asked, or is no
 *   Pentimento server
 */
export async function jsonForExport<S extends z.ZodType>(url: string, schema: S): Promise<z.infer<S>> {
  const parsed = schema.safeParse(await jsonOf(await fetchForExport(url)));
  if (parsed.success) return parsed.data;
  throw new ServerUnusable(url, 'answered something else than a Pentimento server does', parsed.error);
}

/** A file that a server has. @throws as above */
export async function bytesForExport(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetchForExport(url)).arrayBuffer());
}

async function fetchForExport(url: string): Promise<Response> {
  const response = await askServer(url);
  if (response.ok) return response;
  const refusal = Refusal.safeParse(await jsonOf(response));
  if (refusal.success) throw new ExportRefused(url, refusal.data.message);
  throw new ServerUnusable(url, `answered ${response.status}`);
}

const jsonOf = (response: Response): Promise<unknown> => response.json().catch(() => null);
