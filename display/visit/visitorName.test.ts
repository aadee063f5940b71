import { visitorName } from './visitorName.js';

test('a visitor keeps a name that the server takes, and gets another in place of one that it does not', () => {
  const random = new Uint8Array([0, 1, 2, 3, 250, 251, 252, 253]);
  expect(visitorName(null, random)).toBe('00010203fafbfcfd');
  expect(visitorName('00aa11bb22cc', random)).toBe('00aa11bb22cc');
  expect(visitorName('<script>', random)).toBe('00010203fafbfcfd');
});
