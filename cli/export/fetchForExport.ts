import { askServer } from '../server/askServer.js';
import { ExportRefused } from './exportErrors.js';

/** @throws ExportRefused in the server's own words when it refuses, ServerUnusable when it cannot be asked */
export async function fetchForExport(url: string): Promise<Response> {
  const response = await askServer(url);
  if (!response.ok) throw new ExportRefused(url, await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { message?: string } | null;
  return body?.message ?? `it answered ${response.status}.`;
}
