/**
 * A message's link, when it is one that people may be led to; null otherwise. The contract takes https alone, but also
 * what a browser cannot read, and a name before the host, which dresses one host up as another.
 */
export function safeLink(link: string): URL | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  return url?.protocol === 'https:' && !url.username && !url.password ? url : null;
}
