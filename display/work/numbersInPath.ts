/** The numbers that a page's path holds, in order: of `/work/3/token/7`, 3 and 7. */
export function numbersInPath(pathname: string): number[] {
  return [...pathname.matchAll(/\/(\d{1,10})(?=\/|$)/g)].map(([, digits]) => Number(digits));
}
