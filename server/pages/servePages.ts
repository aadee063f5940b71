import type { IncomingMessage } from 'node:http';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PAGES_FOLDER } from './pagesFolder.js';

/** Serves what Vite built, and the headers that keep pages to themselves. */
export async function servePages(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: [(request) => (isBelow(request, '/embed/') ? '*' : "'self'")],
        // Pixi loads textures in workers made from blobs, and hands their pictures over the same way.
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'blob:', 'data:'],
        connectSrc: ["'self'", 'blob:', 'data:'],
        // The API's description styles itself inline, and it alone may.
        styleSrc: [(request) => (isBelow(request, '/api/docs') ? "'self' 'unsafe-inline'" : "'self'")],
      },
    },
    // `frame-ancestors` says the same, and knows of embeds.
    frameguard: false,
    // A gallery's network is often plain HTTP; whoever ends TLS in front of this server promises it there.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    // Stills and metadata are made to be shown elsewhere.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await app.register(fastifyStatic, {
    root: PAGES_FOLDER,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

const isBelow = ({ url = '' }: IncomingMessage, path: string) => url.startsWith(path);
