import { BaseError, HttpRequestError, RpcRequestError, TimeoutError } from 'viem';

/**
 * What went wrong with a call, without the node's URL: viem's own messages hold it whole, key and all. Therefore its
 * errors are never passed on, not even as a cause.
 */
export function rpcProblem(error: unknown): string {
  const found = (kind: new (...parameters: never[]) => Error) =>
    error instanceof BaseError ? error.walk((cause) => cause instanceof kind) : null;
  const refused = found(RpcRequestError) as RpcRequestError | null;
  if (refused) return `it answered with error ${refused.code}: ${withoutUrls(refused.details)}`;
  const http = found(HttpRequestError) as HttpRequestError | null;
  if (http?.status) return `it answered with HTTP status ${http.status}`;
  if (http)
    return isNotJson(http) ? 'its answer is not JSON' : `no connection (${connectionCode(http) ?? 'unknown cause'})`;
  if (found(TimeoutError)) return 'it did not answer in time';
  if (error instanceof BaseError) return withoutUrls(error.details || error.shortMessage);
  return error instanceof Error ? withoutUrls(error.message) : 'an unknown failure';
}

/** Whether the node answered the call, with an error. */
export function nodeRefused(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof RpcRequestError) !== null;
}

const LONGEST_PROBLEM = 200;

const withoutUrls = (text: string) => text.replace(/\w+:\/\/\S+/g, '(url)').slice(0, LONGEST_PROBLEM);

const isNotJson = (error: Error) => causesOf(error).some(({ name }) => name === 'SyntaxError');

/** Such as ECONNREFUSED: how Node names a connection's failure, some causes down. */
const connectionCode = (error: Error) => causesOf(error).find(({ code }) => typeof code === 'string')?.code ?? null;

function causesOf(error: Error): { name?: unknown; code?: unknown }[] {
  const causes: { name?: unknown; code?: unknown; cause?: unknown }[] = [];
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null; cause = causes.at(-1)?.cause) {
    causes.push(cause);
  }
  return causes;
}
