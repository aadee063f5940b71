import type { HtmlTagDescriptor, Plugin } from 'vite';

const meta = (attrs: Record<string, string>): HtmlTagDescriptor => ({ tag: 'meta', attrs, injectTo: 'head-prepend' });

/** What is the same about every page of the house; the grounds are those of `design/tokens.css`. */
const HEAD: HtmlTagDescriptor[] = [
  meta({ charset: 'utf-8' }),
  meta({ name: 'viewport', content: 'width=device-width, initial-scale=1' }),
  meta({ name: 'color-scheme', content: 'light dark' }),
  meta({ name: 'theme-color', media: '(prefers-color-scheme: light)', content: '#f6f2ea' }),
  meta({ name: 'theme-color', media: '(prefers-color-scheme: dark)', content: '#13100d' }),
  {
    tag: 'link',
    attrs: { rel: 'icon', type: 'image/svg+xml', href: '/design/favicon.svg' },
    injectTo: 'head',
  },
];

/** Where the script renders to, and what is read without one. */
const BODY: HtmlTagDescriptor[] = [
  { tag: 'div', attrs: { id: 'page' }, children: '', injectTo: 'body' },
  {
    tag: 'noscript',
    children:
      'This page needs JavaScript. <a href="/api/works/1/still.webp?width=1600">See a still of the work</a> instead.',
    injectTo: 'body',
  },
];

/** Gives every page the same head and body around its own script. A wall's page is a world of its own and stays as it is. */
export function framePages(): Plugin {
  return {
    name: 'frame-pages',
    transformIndexHtml: {
      order: 'pre',
      handler: (_, { path }) => (path.startsWith('/screen/') ? [] : [...HEAD, ...BODY]),
    },
  };
}
