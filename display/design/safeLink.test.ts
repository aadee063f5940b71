import { safeLink } from './safeLink.js';

test('an https link is safe', () => {
  expect(safeLink('https://gallery.example/a?b#c')?.host).toBe('gallery.example');
});

test.each(['', 'gallery.example', 'http://gallery.example/', 'javascript:alert(1)', 'https://'])(
  'nobody is led to %p',
  (link) => {
    expect(safeLink(link)).toBeNull();
  },
);

test('a host is not dressed up as another by a name before it', () => {
  expect(safeLink('https://gallery.example@other.example/')).toBeNull();
  expect(safeLink('https://:gallery.example@other.example/')).toBeNull();
});
