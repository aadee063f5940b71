import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string | null>();

/**
 * Whatever `act` does, and is logged by it, belongs to this request.
 * @param id null for what no request led to
 */
export const inRequest = <T>(id: string | null, act: () => T): T => current.run(id, act);

/** The id of the request on whose behalf this runs; null for what the server does of itself. */
export const requestId = (): string | null => current.getStore() ?? null;
