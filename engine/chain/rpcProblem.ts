import { BaseError, HttpRequestError, ResponseBodyTooLargeError, RpcRequestError, TimeoutError } from 'viem';

/**
 * What went wrong with a call, without the node's URL: viem's own messages hold it whole, key and all. Therefore its
 * errors are never passed on, not even as a cause.
 */
export function rpcProblem(error: unknown): string {
  const refused = refusalIn(error);
  if (refused) return `it answered with error ${refused.code}: ${withoutUrls(refused.details)}`;
  const http = httpIn(error);
  if (http?.status) return `it answered with HTTP status ${http.status}`;
  if (http) return isNotJson(http) ? 'its answer is not JSON' : noConnection(connectionCode(http));
  if (isTimeout(error)) return 'it did not answer in time';
  if (error instanceof BaseError) return withoutUrls(error.details || error.shortMessage);
  return error instanceof Error ? withoutUrls(error.message) : 'an unknown failure';
}

/** Whether the node answered the call, with an error. */
export function nodeRefused(error: unknown): boolean {
  return refusalIn(error) !== null;
}

/** Whether the node does not know the method. */
export function methodUnknown(error: unknown): boolean {
  const refused = refusalIn(error);
  return refused !== null && (refused.code === METHOD_NOT_FOUND || UNKNOWN_METHOD.test(refused.details));
}

/** Whether the node asks to be asked less: by HTTP status, or by an error in an answer that looks well. */
export function isThrottled(error: unknown): boolean {
  if (httpIn(error)?.status === TOO_MANY_REQUESTS) return true;
  const refused = refusalIn(error);
  return refused !== null && (refused.code === TOO_MANY_REQUESTS || TOO_OFTEN.test(refused.details));
}

/** Whether no answer came in time. */
export function isTimeout(error: unknown): boolean {
  return walkTo(error, TimeoutError) !== null;
}

/** Whether the answer was longer than the client takes. */
export function isTooLong(error: unknown): boolean {
  return walkTo(error, ResponseBodyTooLargeError) !== null;
}

/** Milliseconds for which the node asks to be left alone (RFC 9110 §10.2.3, in seconds); null when it does not say. */
export function retryAfterOf(error: unknown): number | null {
  const seconds = Number(httpIn(error)?.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** JSON-RPC 2.0 §5.1. */
const METHOD_NOT_FOUND = -32_601;
const TOO_MANY_REQUESTS = 429;
/** As several providers put it, each with a code of its own. */
const UNKNOWN_METHOD = /method.*(not (found|supported|available|allowed|exist)|unavailable|disabled|whitelisted)/i;
const TOO_OFTEN = /too many requests|rate.?limit|(requests|compute units|capacity).*(exceeded|per second)/i;

const walkTo = <E extends Error>(error: unknown, kind: new (...parameters: never[]) => E): E | null =>
  error instanceof BaseError ? (error.walk((cause) => cause instanceof kind) as E | null) : null;
const refusalIn = (error: unknown) => walkTo(error, RpcRequestError);
const httpIn = (error: unknown) => walkTo(error, HttpRequestError);

const LONGEST_PROBLEM = 200;

function withoutUrls(text: string): string {
  const said = text.replace(/\w+:\/\/\S+/g, '(url)');
  return said.length > LONGEST_PROBLEM ? `${said.slice(0, LONGEST_PROBLEM)}…` : said;
}

const noConnection = (code: unknown) => (code ? `no connection (${code})` : 'no connection');

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
