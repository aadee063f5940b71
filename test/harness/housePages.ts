/** A page of the house, as tests, screenshots and benchmarks open it on the demo series' first works. */
export interface HousePage {
  name: string;
  path: string;
  /** What is there once the page has something to show. */
  ready: string;
}

/** Every page, each of a kind once. Who adds a page adds it here: it is held to accessibility and photographed then. */
export const HOUSE_PAGES: readonly HousePage[] = [
  { name: 'front', path: '/', ready: 'h1' },
  { name: 'gallery', path: '/gallery', ready: 'h1' },
  { name: 'work', path: '/work/1', ready: '#life' },
  { name: 'token', path: '/work/1/token/7', ready: 'h1' },
  { name: 'master', path: '/work/1/token/0', ready: 'h1' },
  { name: 'sale', path: '/work/4/sale', ready: 'input[type="checkbox"]' },
  { name: 'auction', path: '/work/3/auction/0', ready: 'form' },
  { name: 'mosaic', path: '/mosaic', ready: 'canvas' },
  { name: 'puzzle', path: '/work/1/puzzle', ready: 'h1' },
  { name: 'how', path: '/how', ready: 'h2' },
  { name: 'embed', path: '/embed/1', ready: 'main a' },
  { name: 'unknown', path: '/work/99', ready: '[role="alert"]' },
  { name: 'nowhere', path: '/nowhere', ready: '[role="alert"]' },
  { name: 'studio', path: '/studio', ready: 'canvas' },
  { name: 'visit', path: '/visit/1', ready: 'h1' },
  { name: 'moderation', path: '/moderation', ready: 'h1' },
  { name: 'screens', path: '/screens', ready: 'h1' },
];
