import type { IncomingMessage } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import type { Credentials } from '../operator/operatorService.js';
import { isOurOrigin } from './isOurOrigin.js';
import { serialisedParser } from './serialisedParser.js';

/** The largest message a screen may send, in bytes; the largest it has to is a `status` of some 200. */
const MAX_MESSAGE = 64 * 1024;

type RedisAdapter = NonNullable<ServerOptions['adapter']>;

/** Socket.io as this server runs it. */
export class LiveAdapter extends IoAdapter {
  /**
   * @param publicUrl  pages that come from there may connect, as may those from the host they connect to
   * @param redis      carries what concerns several servers from one to the other; null for one server alone
   */
  constructor(
    app: NestFastifyApplication,
    private readonly publicUrl: string,
    private readonly redis: RedisAdapter | null,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server: Server = super.createIOServer(port, {
      ...(options as ServerOptions),
      // No long polling: with it, several servers behind one address would need sticky sessions.
      transports: ['websocket'],
      parser: serialisedParser,
      maxHttpBufferSize: MAX_MESSAGE,
      perMessageDeflate: false,
      serveClient: false,
      allowRequest: (request, answer) => answer(null, isOurOrigin(request.headers, this.publicUrl)),
      ...(this.redis ? { adapter: this.redis } : {}),
    });
    server.engine.on('connection', (raw: { request: IncomingMessage | KeptRequest | null }) => {
      raw.request = raw.request && keptOf(raw.request);
    });
    return server;
  }
}

/** What is read again of a request that became a socket. */
interface KeptRequest {
  headers: Credentials;
  /** Socket.io looks whether it is encrypted. */
  connection: object;
}

/** The request holds some 10 KB, and nobody reads more of it than who the operator is: null for all but them. */
function keptOf({
  headers: { authorization, cookie },
}: Pick<IncomingMessage, 'headers'> | KeptRequest): KeptRequest | null {
  if (authorization === undefined && cookie === undefined) return null;
  const headers = { ...(authorization !== undefined && { authorization }), ...(cookie !== undefined && { cookie }) };
  return { headers, connection: {} };
}
