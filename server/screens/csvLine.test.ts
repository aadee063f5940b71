import { csvLine } from './csvLine.js';

test.each([
  ['plain fields', ['hall', '1'], 'hall,1\r\n'],
  ['commas, quotes and line breaks', ['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
  ['what would be a formula', ['=HYPERLINK("x")', '-1+1'], `"'=HYPERLINK(""x"")",'-1+1\r\n`],
])('%s', (_, fields, line) => expect(csvLine(fields)).toBe(line));
