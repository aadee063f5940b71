import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLink } from './checkLink.js';

/** Links and why nobody is led to them, '' for those that lead; forge reads the same file. */
const { links }: { links: { link: string; fault: string }[] } = JSON.parse(
  readFileSync(join(__dirname, '../../test/vectors/links.json'), 'utf8'),
);

describe('checkLink', () => {
  it.each(links)('$link: $fault', ({ link, fault }) => {
    expect(checkLink(link).fault ?? '').toBe(fault);
  });

  it('takes 200 bytes and refuses 201', () => {
    expect(checkLink(`https://example.org/${'a'.repeat(180)}`).fault).toBeNull();
    expect(checkLink(`https://example.org/${'a'.repeat(181)}`).fault).toBe('length');
  });

  it('knows a message without a link from one with a bad one', () => {
    expect(checkLink('').fault).toBe('none');
  });

  it('shows the host as the domain name system has it, and its own letters beside', () => {
    expect(checkLink('https://EXAMPLE.org:443/Case').link).toEqual({
      href: 'https://example.org/Case',
      host: 'example.org',
      letters: null,
    });
    expect(checkLink('https://xn--mnchen-3ya.de:8443/').link).toMatchObject({
      host: 'xn--mnchen-3ya.de:8443',
      letters: 'münchen.de',
    });
  });
});
