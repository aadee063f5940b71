/** A number that a page's address asks for, such as `?work=2`; null when it asks for none. The master is layer 0. */
export function numberInAddress(search: string, name: string): number | null {
  const asked = new URLSearchParams(search).get(name) ?? '';
  return /^\d{1,10}$/.test(asked) ? Number(asked) : null;
}
