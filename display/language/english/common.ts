/** What several pages say. */
export const common = {
  close: 'Close',
  retry: 'Try again',
};
