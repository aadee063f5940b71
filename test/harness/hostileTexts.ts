/** What people, or programs in their name, put on chain to harm whoever reads it. Each fits `FeaturedMessages`. */
export interface HostileMessage {
  name: string;
  text: string;
  link: string;
}

const said = (name: string, text: string, link = ''): HostileMessage => ({ name, text, link });

export const HOSTILE_MESSAGES: readonly HostileMessage[] = [
  said('a script', '<script>window.pwned = 1</script>'),
  said('an image that fails', '"><img src=x onerror="window.pwned = 1">'),
  said('an SVG that loads', '<svg/onload=window.pwned=1>'),
  said('a way out of an attribute', "' onfocus='window.pwned=1' autofocus='"),
  said('the end of a JSON script', '</script><script>window.pwned=1</script>{{7*7}}'),
  said('an entity', '&lt;b&gt; &#60;script&#62; &amp;'),
  said('an override of direction', 'abc \u202egnp.exe\u202c \u2066evil\u2069 end'),
  said('directions never closed', '\u202e\u2067\u202b Ridge belongs to nobody'),
  said('zero-width characters', 'pa\u200by\u200cpal\u2060 \ufeffcom'),
  said('marks stacked to the ceiling', `Z\u0335${'\u0300\u0301\u0302\u0303'.repeat(30)}algo`),
  said('280 of the widest letters', 'W'.repeat(280)),
  said('a word without an end', `https://${'a'.repeat(270)}`),
  said('wide characters', '漢'.repeat(93)),
  said('ligatures as wide as a line', '﷽'.repeat(90)),
  said('Arabic', 'رسمتُ هذه التلال عند الغسق، وأحبُّها كما هي الآن.', 'https://example.org/ar'),
  said('Hebrew with Latin and digits', 'ציירתי 3 גבעות (dusk) בשעה 19:30.'),
  said('emoji of many parts', '👩‍👩‍👧‍👦🏳️‍🌈👍🏽🏴󠁧󠁢󠁳󠁣󠁴󠁿 '.repeat(3).trim()),
  said('text hidden in tags', `Dusk.${String.fromCodePoint(...[...'buy now'].map((c) => 0xe0000 + c.charCodeAt(0)))}`),
  said('null bytes and controls', 'a\u0000b\u0007\u001b[31mc\u009b'),
  said('lines without end', 'a\n'.repeat(100)),
  said('a name before the host', 'Look here, at the bank', 'https://bank.example@elsewhere.example/'),
  said('letters that pass for others', 'Look here, at the orchard', 'https://xn--80ak6aa92e.com/'),
  said('a device in the house', 'Look here, at home', 'https://192.168.0.1/admin'),
  said(
    'a host that hides its end',
    'Look here',
    `https://accounts.bank.example.${'a'.repeat(60)}.${'b'.repeat(60)}.elsewhere.example/`,
  ),
];

/** Messages in which there is nothing to see. */
export const BLANK_TEXTS: readonly string[] = ['   ', '\u200b\u200d', '\u3164', '\u0000', '\n\n', '\u202e'];

/** What an artist may put on chain as the name of a work, of its layers and of themselves: each is as long as a title may be. */
export const HOSTILE_TITLES = {
  title: `<img src=x onerror="window.pwned=1">\u202eevil\u2066${'W'.repeat(140)}`,
  artist: `"><script>window.pwned=1</script>\u2067${'\u0300'.repeat(20)}${'Nobody '.repeat(15)}`,
  description: `\u202e</script><svg/onload=window.pwned=1>\n${'m'.repeat(1_500)}`,
  layer: `' autofocus onfocus='window.pwned=1' \u202b${'漢'.repeat(120)}`,
} as const;
