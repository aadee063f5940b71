import { formatAccepted } from './stillFormats.js';

test.each([
  [undefined, 'webp'],
  ['*/*', 'webp'],
  ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', 'webp'],
  ['image/jpeg', 'jpeg'],
  ['image/png;q=0.9, image/jpeg;q=0.4', 'png'],
  ['image/avif, */*;q=0.1', 'avif'],
  ['image/webp;q=0, image/*', 'avif'],
  ['text/html', null],
  ['image/gif', null],
  ['image/*;q=zero', null],
])('a browser that accepts %p is given %p', (accept, format) => {
  expect(formatAccepted(accept)).toBe(format);
});
