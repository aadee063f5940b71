/** What is said of featured messages: where they are written, and why one cannot be posted. */
export const messages = {
  write: 'Write a few words first.',
  unseen: 'There is nothing to see in this text. Write a few words.',
  tooLong: (over: number) =>
    `The text is ${over} ${over === 1 ? 'byte' : 'bytes'} too long for the chain. Shorten it a little.`,
  linkFault: {
    scheme: 'A link starts with https://',
    nothing: 'This link leads nowhere. Copy the whole address from a browser.',
    length: (most: number, length: number) => `A link has at most ${most} characters; this one has ${length}.`,
    space: 'A link cannot contain a space. Copy the address from a browser, which writes it safely.',
    character: (character: string) =>
      `A link cannot contain the character ${character}. Copy the address from a browser, which writes it safely.`,
    malformed: 'This link leads nowhere. Copy the whole address from a browser.',
    userinfo: 'A link cannot carry a name or password before an @ sign.',
    private: 'This link leads to a device or network of one’s own. Give an address that everybody reaches.',
    'look-alike': 'The letters of this host can be taken for those of another, so nobody is led there.',
  },
};
