import { numbersInPath } from './numbersInPath.js';

test.each([
  ['/work/3/token/7', [3, 7]],
  ['/work/12', [12]],
  ['/work/1/sale/', [1]],
  ['/gallery', []],
  ['/work/1e9/token/-2', []],
  ['/work/99999999999', []],
])('in %s are %j', (pathname, numbers) => {
  expect(numbersInPath(pathname)).toEqual(numbers);
});
