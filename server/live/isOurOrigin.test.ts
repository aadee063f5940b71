import { isOurOrigin } from './isOurOrigin.js';

const publicUrl = 'https://wall.example';

test.each([
  ['no page at all', undefined, 'localhost:3000', true],
  ['a page of the same host', 'http://localhost:3000', 'localhost:3000', true],
  ['a page of the public address', 'https://wall.example', '10.0.0.4:3000', true],
  ['a page of another host', 'https://elsewhere.example', 'localhost:3000', false],
  ['a page of another port', 'http://localhost:4000', 'localhost:3000', false],
  ['the public host without TLS', 'http://wall.example', '10.0.0.4:3000', false],
  ['a file or a sandboxed frame', 'null', 'localhost:3000', false],
])('%s', (_, origin, host, allowed) => {
  expect(isOurOrigin({ ...(origin === undefined ? {} : { origin }), host }, publicUrl)).toBe(allowed);
});
