import { fillPage, type PageHead } from './fillPage.js';

const template = '<!doctype html>\n<html lang="en">\n  <head>\n    <title>Pentimento</title>\n  </head></html>';
const head: PageHead = {
  language: 'de',
  theme: 'light',
  title: 'Genesis · Pentimento',
  description: 'Ein Ufer.',
  address: 'https://wall.example/work/1',
  image: { address: 'https://wall.example/still.jpg', width: 1200, height: 750, text: 'Ein Ufer in sieben Ebenen' },
  first: '/still.webp',
  oembed: 'https://wall.example/oembed?url=x',
};

test('language, room, title and what a preview shows are there before any script has run', () => {
  const page = fillPage(template, head);
  expect(page).toContain('<html lang="de" data-theme="light">');
  expect(page).toContain('<title>Genesis · Pentimento</title>');
  expect(page).toContain('<meta property="og:image" content="https://wall.example/still.jpg">');
  expect(page).toContain('<meta property="og:image:alt" content="Ein Ufer in sieben Ebenen">');
  expect(page).toContain('<link rel="alternate" type="application/json+oembed"');
});

test('a page that stands for nothing has no picture, and the system chooses the room', () => {
  const page = fillPage(template, { ...head, theme: null, image: null, first: null, oembed: null });
  expect(page).toContain('<html lang="de">');
  expect(page).not.toContain('og:image');
  expect(page).not.toContain('preload');
});

test.each(['</title><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onload='x", '$& $1 $`', '&amp;'])(
  'a title of %p stays text',
  (title) => {
    const page = fillPage(template, { ...head, title, description: title, oembed: title });
    expect(page).not.toMatch(/<(script|img)/);
    const [, said = ''] = /<meta property="og:title" content="([^"]*)">/.exec(page) ?? [];
    expect(unescaped(said)).toBe(title);
  },
);

const unescaped = (text: string) =>
  text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
  );
