/** What a visitor chose stays so long, in seconds: a year. */
const KEPT = 31_536_000;

/** Keeps a choice of this visitor's for every page of the house. A cookie, so that the server can heed it too. */
export function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is younger than some browsers that come here
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${KEPT}; samesite=lax`;
}

/** What `remember` kept under this name; null for nothing, and where a page may keep nothing. */
export function remembered(name: string): string | null {
  const pairs = globalThis.document?.cookie.split('; ') ?? [];
  const pair = pairs.find((text) => text.startsWith(`${name}=`));
  return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null;
}
