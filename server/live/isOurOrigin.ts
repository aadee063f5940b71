import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a socket may be opened from where it comes: a page of the host it connects to, a page of `publicUrl`, or no
 * page at all. CORS does not cover WebSockets, so that without this any page a visitor opens could connect.
 */
export function isOurOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === host || new URL(origin).origin === new URL(publicUrl).origin;
}
