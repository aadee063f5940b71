/** A sliding puzzle: by place, which tile lies there. Tile i belongs to place i; the last one is the gap. */
export interface Board {
  columns: number;
  rows: number;
  tiles: readonly number[];
}

/** The board as it is when it is solved. */
export function solvedBoard(columns: number, rows: number): Board {
  return { columns, rows, tiles: Array.from({ length: columns * rows }, (_, i) => i) };
}

/**
 * A board that so many moves lead away from the solved one, none of them taking the last one back: solvable, as the same
 * moves lead back.
 * @param random  0 ≤ x < 1
 */
export function shuffledBoard(columns: number, rows: number, moves: number, random: () => number): Board {
  let board = solvedBoard(columns, rows);
  let cameFrom = -1;
  for (let made = 0; made < moves; made++) {
    const gap = gapOf(board);
    const ways = movable(board).filter((place) => place !== cameFrom);
    board = moved(board, ways[Math.floor(random() * ways.length)] ?? gap);
    cameFrom = gap;
  }
  return board;
}

/** The board after the tile at a place has slid into the gap beside it; the same board where there is none beside it. */
export function moved(board: Board, place: number): Board {
  if (!movable(board).includes(place)) return board;
  const gap = gapOf(board);
  const tiles = [...board.tiles];
  tiles[gap] = board.tiles[place] ?? 0;
  tiles[place] = board.tiles[gap] ?? 0;
  return { ...board, tiles };
}

/** The places whose tile may slide into the gap. */
export function movable(board: Board): number[] {
  const { columns, rows } = board;
  const gap = gapOf(board);
  const [x, y] = [gap % columns, Math.floor(gap / columns)];
  return [
    ...(x > 0 ? [gap - 1] : []),
    ...(x < columns - 1 ? [gap + 1] : []),
    ...(y > 0 ? [gap - columns] : []),
    ...(y < rows - 1 ? [gap + columns] : []),
  ];
}

export function isSolved({ tiles }: Board): boolean {
  return tiles.every((tile, place) => tile === place);
}

/** The place where nothing lies. */
export function gapOf({ tiles }: Board): number {
  return tiles.indexOf(tiles.length - 1);
}
