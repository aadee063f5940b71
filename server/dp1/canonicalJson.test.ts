import { canonicalJson } from './canonicalJson.js';

test('names are in the order of their UTF-16 code units, at every depth', () => {
  // RFC 8785, 3.2.3: the order of these names is the point.
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  const order = [...canonicalJson(names).matchAll(/:(\d)/g)].map(([, n]) => Number(n));
  expect(order).toEqual([2, 4, 6, 7, 1, 5, 3]);
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
});

test('numbers and strings are as ECMAScript writes them', () => {
  const numbers = [1e21, 1e30, 4.5, 2e-3, 1e-27, -0];
  expect(canonicalJson(numbers)).toBe('[1e+21,1e+30,4.5,0.002,1e-27,0]');
  expect(canonicalJson('\u20ac$\u000f\nA\'B"\\"/')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"');
});
