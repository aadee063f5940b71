const KEY = 'pentimento.screen';

/** What this wall calls itself, the same after every restart: the gallery knows its walls by it. */
export function screenName(storage: Storage, randomId: () => string): string {
  const known = storage.getItem(KEY);
  if (known) return known;
  const name = `screen ${randomId()}`;
  storage.setItem(KEY, name);
  return name;
}
