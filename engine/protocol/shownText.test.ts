import { shownText, widthOf } from './shownText.js';

describe('shownText', () => {
  it.each([
    ['an ordinary sentence', 'I painted these hills at dusk.'],
    ['Arabic', 'رسمتُ هذه التلال عند الغسق.'],
    ['Hebrew with its points', 'בְּרֵאשִׁית'],
    ['Persian with its joiner', 'می\u200cخواهم'],
    ['Vietnamese', 'Tôi yêu bức tranh này'],
    ['Hindi', 'मैंने ये पहाड़ियाँ बनाईं'],
    ['a family of emoji', '👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈'],
    ['the flag of a region', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['what only looks like HTML', '<script>alert(1)</script> &amp; "quoted"'],
  ])('keeps %s', (_, text) => {
    expect(shownText(text)).toBe(text);
  });

  it.each([
    ['turns of direction', 'abc\u202edef\u202c \u2066ghi\u2069', 'abcdef ghi'],
    ['zero-width characters', 'a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
    ['null bytes and controls', 'a\u0000b\u0007c\u009bd', 'abcd'],
    ['lines', ' a\r\nb\u2028c\td ', 'a b c d'],
    ['tags that hide text', 'a\u{e0061}\u{e0062}b', 'ab'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
  ])('leaves out or joins %s', (_, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it('lets no letter carry more marks than a writing stacks', () => {
    expect(shownText(`Z${'\u0300'.repeat(60)}algo`)).toBe(`Z${'\u0300'.repeat(4)}algo`);
  });

  it.each(['', '   ', '\n\t', '\u3000\u00a0', '\u200b\u200d', '\u3164\u115f', '\u2800', '\u0000', '\u0301', '\u202e'])(
    'finds nothing to see in %j',
    (text) => {
      expect(shownText(text)).toBe('');
    },
  );
});

test('widths are counted by what a reader calls a character', () => {
  expect(widthOf('dusk')).toBe(4);
  expect(widthOf('👩‍👩‍👧‍👦')).toBe(2);
  expect(widthOf('雪山')).toBe(4);
  expect(widthOf('e\u0301')).toBe(1);
});
