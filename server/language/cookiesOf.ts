import type { IncomingHttpHeaders } from 'node:http';

/** What a browser has kept for this server, by name. What it cannot have written itself is left out. */
export function cookiesOf({ cookie = '' }: IncomingHttpHeaders): ReadonlyMap<string, string> {
  const pairs = cookie.split(';').flatMap((text) => {
    const [, name, value] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(text) ?? [];
    return name && value !== undefined ? [[name, value] as const] : [];
  });
  return new Map(pairs);
}
