import fc from 'fast-check';
import { type Board, gapOf, isSolved, movable, moved, shuffledBoard, solvedBoard } from './board.js';

const anyBoard = fc
  .tuple(
    fc.integer({ min: 2, max: 6 }),
    fc.integer({ min: 2, max: 6 }),
    fc.nat(80),
    fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
  )
  .map(([columns, rows, moves, stream]) => shuffledBoard(columns, rows, moves, () => stream.next().value ?? 0));

test('a shuffled board holds every tile once and can be solved', () => {
  fc.assert(
    fc.property(anyBoard, (board) => {
      expect([...board.tiles].sort((a, b) => a - b)).toEqual(solvedBoard(board.columns, board.rows).tiles);
      expect(isSolvable(board)).toBe(true);
    }),
  );
});

test('a move and the same move back change nothing', () => {
  fc.assert(
    fc.property(anyBoard, (board) => {
      for (const place of movable(board)) {
        expect(moved(moved(board, place), gapOf(board))).toEqual(board);
      }
    }),
  );
});

test('only a tile beside the gap can slide', () => {
  const board = solvedBoard(4, 3);
  expect(movable(board)).toEqual([10, 7]);
  expect(moved(board, 0)).toBe(board);
  expect(moved(board, 11)).toBe(board);
  expect(moved(board, 10).tiles.slice(-2)).toEqual([11, 10]);
});

test('it is solved when every tile is at its place, and not before', () => {
  expect(isSolved(solvedBoard(4, 3))).toBe(true);
  expect(isSolved(moved(solvedBoard(4, 3), 10))).toBe(false);
});

/** By the parity of the permutation and of the gap's way home, which every move changes together. */
function isSolvable({ tiles, columns, rows }: Board): boolean {
  const inversions = tiles.reduce((sum, tile, i) => sum + tiles.slice(i + 1).filter((later) => later < tile).length, 0);
  const gap = tiles.indexOf(tiles.length - 1);
  const home = columns - 1 - (gap % columns) + rows - 1 - Math.floor(gap / columns);
  return (inversions + home) % 2 === 0;
}
