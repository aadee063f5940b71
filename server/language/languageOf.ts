import type { FastifyRequest } from 'fastify';
import { type Language, pickLanguage } from '../../engine/protocol/pickLanguage.js';
import { cookiesOf } from './cookiesOf.js';

/** The language to answer in, by the same rule as the pages: the address's, the one chosen before, the browser's. */
export function languageOf({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): Language {
  const search = url.slice(url.indexOf('?') + 1 || url.length);
  return pickLanguage(search, [
    cookiesOf(headers).get('language') ?? '',
    ...accepted(headers['accept-language'] ?? ''),
  ]);
}

/** The languages of an Accept-Language header, the most wanted first (RFC 9110 §12.5.4). */
function accepted(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [name = '', quality = ''] = part.trim().split(/\s*;\s*q=/);
      return { name, quality: quality === '' ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ name }) => name);
}
