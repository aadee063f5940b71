/** What a wall says while there is no art to show. */
export const screen = {
  noWork: 'This address names no work. A screen’s address ends in the number of one: /screen/1.',
  noWebGl:
    'This screen needs a browser with WebGL2 to paint the work. Allow hardware acceleration, or try another browser.',
};
