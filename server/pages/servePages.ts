import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Serves what Vite built, and the headers that keep pages to themselves.
 * @param folder  `dist/display`
 */
export async function servePages(app: NestFastifyApplication, folder: string): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        // Pixi loads textures in workers made from blobs, and hands their pictures over the same way.
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'blob:', 'data:'],
        connectSrc: ["'self'", 'blob:', 'data:'],
        // The API's description page styles itself inline; scripts stay forbidden to.
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    // A gallery's network is often plain HTTP; whoever ends TLS in front of this server promises it there.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    // Stills and metadata are made to be shown elsewhere.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/');
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
