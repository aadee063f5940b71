import type { IncomingHttpHeaders } from 'node:http';

const NAME = 'pentimento_operator';

/** The session that a browser says it holds, or null. */
export function sessionInCookie({ cookie = '' }: Pick<IncomingHttpHeaders, 'cookie'>): string | null {
  for (const pair of cookie.split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === NAME && value) return value;
  }
  return null;
}

/**
 * The header that has a browser hold a session where no script reads it and no other site sends it.
 * @param seconds  how long; 0 lets it go
 * @param isTls    whether this request came by TLS: a cookie marked so is not kept over plain http
 */
export function sessionCookie(session: string, seconds: number, isTls: boolean): string {
  return `${NAME}=${session}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${isTls ? '; Secure' : ''}`;
}
