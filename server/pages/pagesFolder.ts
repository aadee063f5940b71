import { fileURLToPath } from 'node:url';

/** What Vite built, seen from the compiled file. */
export const PAGES_FOLDER = fileURLToPath(new URL('../../display', import.meta.url));
