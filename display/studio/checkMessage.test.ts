import { checkMessage } from './checkMessage.js';

const checkText = (text: string) => checkMessage({ text, link: '' }).text;
const checkLink = (link: string) => checkMessage({ text: 'Hello', link }).link;

describe('checkMessage', () => {
  it('counts the bytes of UTF-8, which the contract counts, not the characters', () => {
    expect(checkMessage({ text: 'Grüße 🌅', link: '' }).textBytes).toBe(12);
  });

  it('takes 280 bytes and refuses 281', () => {
    expect(checkText('ü'.repeat(140))).toBeNull();
    expect(checkText(`${'ü'.repeat(140)}!`)).toBe('The text is 1 byte too long for the chain. Shorten it a little.');
  });

  it('refuses a text without words', () => {
    expect(checkText('')).not.toBeNull();
    expect(checkText(' \n ')).not.toBeNull();
  });

  it('takes no link, and an https link of 200 characters', () => {
    expect(checkLink('')).toBeNull();
    expect(checkLink(`https://example.org/${'a'.repeat(180)}`)).toBeNull();
  });

  it.each(['http://example.org', 'javascript:alert(1)', 'HTTPS://example.org', ' https://example.org'])(
    'refuses %j, as it does not start with https://',
    (link) => {
      expect(checkLink(link)).toBe('A link starts with https://');
    },
  );

  it('refuses a link of 201 characters and says how many it has', () => {
    expect(checkLink(`https://example.org/${'a'.repeat(181)}`)).toContain('201');
  });

  it.each([...'"\'<>\\^`{}|\u007f\u0000é🌅'])('refuses %j inside a link and names it', (character) => {
    expect(checkLink(`https://example.org/${character}`)).toContain(`the character ${character}`);
  });

  it('calls a space by its name', () => {
    expect(checkLink('https://example.org/a b')).toContain('a space');
  });

  it.each(['https://', 'https://%%%'])('refuses %j, which leads nowhere', (link) => {
    expect(checkLink(link)).toContain('leads nowhere');
  });

  it('refuses a name before an @ sign, which can dress one host up as another', () => {
    expect(checkLink('https://bank.example@evil.example/')).toContain('@ sign');
  });
});
