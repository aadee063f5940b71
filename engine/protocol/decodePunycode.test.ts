import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { decodePunycode } from './decodePunycode.js';

describe('decodePunycode', () => {
  it.each(['münchen', 'пример', '日本語', 'παράδειγμα', 'bücher-straße', 'łódź', '🎨', 'مثال'])(
    'gives back %s',
    (word) => {
      const encoded = domainToASCII(word);
      expect(encoded.startsWith('xn--')).toBe(true);
      // What Node writes may be mapped before it is encoded: ß is, where it is.
      expect(domainToASCII(decodePunycode(encoded.slice(4)) ?? '')).toBe(encoded);
    },
  );

  it('gives back whatever Node encodes', () => {
    const letter = fc.constantFrom(...'abcxyz019äöüñçşžабвгдежαβγδεאבגשابجدहिन日本語한국ไทย');
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 20 }), (letters) => {
        const encoded = domainToASCII(letters.join(''));
        fc.pre(encoded.startsWith('xn--'));
        expect(domainToASCII(decodePunycode(encoded.slice(4)) ?? '')).toBe(encoded);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['99999999', 'a-ü', 'z', '\u0000'])('takes %j for nothing that Punycode writes', (encoded) => {
    expect(decodePunycode(encoded)).toBeNull();
  });
});
