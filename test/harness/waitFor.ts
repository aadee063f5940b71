/** Milliseconds that a machine busy with others may take over anything. */
export const PATIENCE = 60_000;

/**
 * Waits until a condition holds, asking often, and fails with what it waited for.
 * @param condition throws to give up at once
 * @returns the condition's first value that is neither false, null nor undefined
 */
export async function waitFor<T>(
  what: string,
  condition: () => T | Promise<T>,
  limitMs = PATIENCE,
  everyMs = 50,
): Promise<NonNullable<T>> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as NonNullable<T>;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
