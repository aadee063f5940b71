import type { Language } from '../../engine/protocol/pickLanguage.js';

/** What the server knows of a page before its script runs. Text of people and of the chain among it: all is escaped. */
export interface PageHead {
  language: Language;
  /** The room its visitor chose; null leaves it to the system. */
  theme: 'light' | 'dark' | null;
  title: string;
  description: string;
  /** Where the page is, as anybody reaches it. */
  address: string;
  /** What stands for it elsewhere. */
  image: { address: string; width: number; height: number; text: string } | null;
  /** A picture the page begins with, so that the browser need not wait for the script to ask for it. */
  first: string | null;
  /** Where its embed is described (https://oembed.com). */
  oembed: string | null;
}

/**
 * A page that Vite built, with its head filled in: language, room, title, and what previews elsewhere show (Open Graph).
 * @param template  has `<html lang="en">` and one `<title>`
 */
export function fillPage(template: string, head: PageHead): string {
  const { language, theme, title, description, address, image, first, oembed } = head;
  const metas = [
    ['description', description],
    ['twitter:card', image ? 'summary_large_image' : 'summary'],
  ].map(([name, content]) => `<meta name="${name}" content="${escaped(content)}">`);
  const properties = [
    ['og:site_name', 'Pentimento'],
    ['og:type', 'website'],
    ['og:locale', LOCALES[language]],
    ['og:title', title],
    ['og:description', description],
    ['og:url', address],
    ...(image
      ? [
          ['og:image', image.address],
          ['og:image:width', String(image.width)],
          ['og:image:height', String(image.height)],
          ['og:image:alt', image.text],
        ]
      : []),
  ].map(([property, content]) => `<meta property="${property}" content="${escaped(content)}">`);
  const links = [
    `<link rel="canonical" href="${escaped(address)}">`,
    ...(first ? [`<link rel="preload" as="image" fetchpriority="high" href="${escaped(first)}">`] : []),
    ...(oembed
      ? [`<link rel="alternate" type="application/json+oembed" href="${escaped(oembed)}" title="${escaped(title)}">`]
      : []),
  ];
  const room = theme ? ` data-theme="${theme}"` : '';
  return template
    .replace(/<html lang="en">/, () => `<html lang="${language}"${room}>`)
    .replace(/<title>[^<]*<\/title>/, () =>
      [`<title>${escaped(title)}</title>`, ...metas, ...properties, ...links].join('\n    '),
    );
}

const LOCALES: Record<Language, string> = { en: 'en_GB', de: 'de_DE' };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What stays text inside an element and inside a quoted attribute. */
const escaped = (text = '') => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
