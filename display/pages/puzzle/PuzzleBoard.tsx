import { words } from '../../language/words.js';
import { type Board, gapOf, isSolved, movable } from './board.js';
import styles from './PuzzleBoard.module.css';

export interface PuzzleBoardProps {
  board: Board;
  /** Where the picture is that the tiles are cut from. */
  picture: string;
  /** Told of the place whose tile is to slide. */
  onMove: (place: number) => void;
}

/** The place whose tile an arrow key pushes into the gap, seen from the gap. */
const KEYS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** Tiles to be pressed, or pushed into the gap by the arrow keys. */
export function PuzzleBoard({ board, picture, onMove }: PuzzleBoardProps) {
  const say = words.pages.puzzle;
  const { columns, rows, tiles } = board;
  const free = movable(board);
  const solved = isSolved(board);
  const gap = tiles.length - 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a board of buttons is no fieldset
    <div
      class={styles.board}
      role="group"
      aria-label={say.board}
      data-solved={solved}
      onKeyDown={(event) => {
        const step = KEYS[event.key];
        if (!step) return;
        event.preventDefault();
        const [x, y] = [(gapOf(board) % columns) + step.x, Math.floor(gapOf(board) / columns) + step.y];
        if (x >= 0 && x < columns && y >= 0 && y < rows) onMove(y * columns + x);
      }}
    >
      {tiles.map((_, tile) => {
        // Tiles are kept in their own order and put where they lie, so that each slides and keeps its focus.
        const place = tiles.indexOf(tile);
        const isFree = free.includes(place);
        return (
          <button
            key={tile}
            type="button"
            class={styles.tile}
            data-gap={tile === gap && !solved}
            aria-label={say.tile(tile + 1, place + 1)}
            aria-disabled={!isFree || solved}
            tabIndex={tile === gap ? -1 : 0}
            onClick={() => onMove(place)}
            style={{
              width: `${100 / columns}%`,
              height: `${100 / rows}%`,
              left: `${((place % columns) * 100) / columns}%`,
              top: `${(Math.floor(place / columns) * 100) / rows}%`,
              backgroundImage: `url("${picture}")`,
              backgroundSize: `${columns * 100}% ${rows * 100}%`,
              backgroundPosition: `${share(tile % columns, columns)}% ${share(Math.floor(tile / columns), rows)}%`,
            }}
          />
        );
      })}
    </div>
  );
}

/** Of a background's position: 0 shows its first part, 100 its last. */
const share = (at: number, of: number) => (of > 1 ? (100 * at) / (of - 1) : 0);
