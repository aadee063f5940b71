import { languageOf } from './languageOf.js';

test.each([
  ['the address before anything else', '/work/1?lang=de', { cookie: 'language=en' }, 'de'],
  [
    'what was chosen before what the browser wants',
    '/',
    { cookie: 'theme=dark; language=de', 'accept-language': 'en' },
    'de',
  ],
  ['the most wanted that is spoken here', '/', { 'accept-language': 'fr, en;q=0.5, de-CH;q=0.8' }, 'de'],
  ['nothing that is refused', '/', { 'accept-language': 'de;q=0, en' }, 'en'],
  ['English to whoever says nothing', '/', {}, 'en'],
  ['English to nonsense', '/?lang=%00', { cookie: '=;language', 'accept-language': ';q=x,,' }, 'en'],
])('%s', (_, url, headers, language) => {
  expect(languageOf({ url, headers })).toBe(language);
});
