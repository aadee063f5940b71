/** What several pages say. */
export const common = {
  close: 'Close',
  retry: 'Try again',
  skip: 'Skip to the content',
  navigation: 'Pages',
  places: { gallery: 'Gallery', mosaic: 'Mosaic', how: 'How it paints', studio: 'Studio' },
  theme: { light: 'Go to the light room', dark: 'Go to the dark room' },
  motto: 'A pentimento is the trace of an earlier painting under the one you see.',
  forPrograms: 'For programs: the API',
  needsScript: 'This page needs JavaScript.',
  justNow: 'just now',
  noAnswer: 'The gallery’s server does not answer. Check the connection and reload the page.',
  answered: (status: number, path: string) => `The server answered ${status} to ${path}.`,
  otherVersion: (path: string) => `The server’s answer to ${path} is not of this page’s version. Reload the page.`,
};
