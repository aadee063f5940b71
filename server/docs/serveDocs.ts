import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Describes the HTTP API at `/api/docs`, and as OpenAPI at `/api/docs/openapi.json`. */
export function serveDocs(app: NestFastifyApplication): void {
  const document = new DocumentBuilder()
    .setTitle('Pentimento')
    .setDescription(
      'Living paintings. Every refusal is `{ error, message }`: a word for programs and a sentence for people. ' +
        'What changes live is told over socket.io at `/socket.io`.',
    )
    .setVersion('1')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, document), {
    jsonDocumentUrl: 'api/docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Pentimento API',
  });
}
