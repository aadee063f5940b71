import { pickLanguage } from './pickLanguage.js';

test.each([
  ['the address comes first', '?lang=de', ['en'], 'de'],
  ['a region is left aside', '', ['de-CH', 'en'], 'de'],
  ['the first language that is spoken here', '', ['fr', 'de', 'en'], 'de'],
  ['an address that asks for none we speak', '?lang=tlh', ['de'], 'de'],
  ['English to everybody else', '', ['fr'], 'en'],
  ['English to who says nothing', '', [], 'en'],
])('%s', (_, search, preferred, language) => {
  expect(pickLanguage(search, preferred)).toBe(language);
});
