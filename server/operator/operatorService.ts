import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { DeskStore } from '../../engine/state/deskStore.js';
import { createTokenBuckets } from '../limits/tokenBuckets.js';
import { DESK, OPERATOR_TOKEN } from '../parts.js';
import { notTheToken, operatorOnly, tooManyRequests } from '../refusal/refusals.js';
import { sessionInCookie } from './operatorCookie.js';

/** Milliseconds: a working day. */
const SESSION = 12 * 3_600_000;
/** Wrong tokens from one address: a person mistypes a few times. */
const FAILURES = { capacity: 8, perSecond: 1 / 30 };

/** What may tell who asks: the headers of a request or of a socket's handshake. */
export type Credentials = Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>;

export interface OperatorSession {
  /** What the browser holds. */
  session: string;
  /** Seconds. */
  lasts: number;
}

/** Knows the operator: by the token itself, or by a session that the token was exchanged for. */
@Injectable()
export class OperatorService {
  private readonly failures = createTokenBuckets({ ...FAILURES, now: () => performance.now() });

  constructor(
    @Inject(DESK) private readonly desk: DeskStore,
    @Inject(OPERATOR_TOKEN) private readonly token: string,
  ) {}

  /**
   * Until when whoever sends these headers is the operator, Unix milliseconds; never ending for the token itself.
   * @param address  where they come from: wrong tokens are counted by it
   * @throws Refused 401, and 429 after too many wrong tokens
   */
  async admit({ authorization, cookie }: Credentials, address: string): Promise<number> {
    if (authorization !== undefined) {
      this.check(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '', address);
      return Number.POSITIVE_INFINITY;
    }
    const session = sessionInCookie({ cookie });
    const until = session && (await this.desk.sessions.lastsUntil(this.digestOf(session), Date.now()));
    if (!until) throw operatorOnly();
    return until;
  }

  /** @throws Refused 401, and 429 after too many wrong tokens */
  async logIn(token: string, address: string): Promise<OperatorSession> {
    this.check(token, address);
    const session = randomBytes(24).toString('base64url');
    const now = Date.now();
    await this.desk.sessions.begin(this.digestOf(session), now + SESSION, now);
    return { session, lasts: SESSION / 1000 };
  }

  async logOut(credentials: Credentials): Promise<void> {
    const session = sessionInCookie(credentials);
    if (session) await this.desk.sessions.end(this.digestOf(session));
  }

  private check(token: string, address: string): void {
    const wait = this.failures.wait(address);
    if (wait > 0) throw tooManyRequests(wait);
    // Digests are of one length, and tell nothing of the token by the time it takes to compare them.
    if (timingSafeEqual(this.hmac(token), this.hmac(this.token))) return;
    this.failures.take(address);
    throw notTheToken();
  }

  /** Keyed by the token: with another token, every session is over. */
  private digestOf(session: string): string {
    return this.hmac(session).toString('base64url');
  }

  private hmac(text: string): Buffer {
    return createHmac('sha256', this.token).update(text).digest();
  }
}
