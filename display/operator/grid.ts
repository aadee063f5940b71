import type { Group } from '../../engine/protocol/desk.js';

type Tiles = Group['tiles'];

/** Equal screens in rows, with as much between the pictures of two neighbours across as down. Millimetres. */
export interface Grid {
  columns: number;
  /** Of one screen's picture. */
  width: number;
  height: number;
  /** Between two pictures: both frames and the gap. */
  bezel: number;
}

/** Two 43-inch screens side by side. */
const USUAL: Grid = { columns: 2, width: 941, height: 529, bezel: 20 };

/** Where the screens of a grid hang, row by row in the order given. */
export function tilesOf(screens: readonly string[], { columns, width, height, bezel }: Grid): Tiles {
  return screens.map((screen, i) => ({
    screen,
    x: (i % columns) * (width + bezel),
    y: Math.floor(i / columns) * (height + bezel),
    width,
    height,
  }));
}

/** The grid that tiles were made of. */
export function gridOf(tiles: Tiles): Grid {
  const [first, second] = tiles;
  if (!first) return USUAL;
  const columns = tiles.filter(({ y }) => y === first.y).length;
  const bezel = second
    ? columns > 1
      ? second.x - first.x - first.width
      : second.y - first.y - first.height
    : USUAL.bezel;
  return { columns: Math.max(columns, 1), width: first.width, height: first.height, bezel };
}
