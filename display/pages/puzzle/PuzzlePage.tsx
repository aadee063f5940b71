import { useState } from 'preact/hooks';
import { Button } from '../../design/Button.js';
import { words } from '../../language/words.js';
import type { LiveState } from '../../work/followWork.js';
import type { Work } from '../../work/loadWork.js';
import { stillUrl } from '../../work/stillUrl.js';
import { type Board, isSolved, moved, shuffledBoard, solvedBoard } from './board.js';
import { PuzzleBoard } from './PuzzleBoard.js';
import styles from './PuzzlePage.module.css';

export interface PuzzlePageProps {
  work: Work;
  live: LiveState;
  /** 0 ≤ x < 1 */
  random: () => number;
}

/** How many tiles the longer side has, by how hard it is to be. */
const SIZES = { easy: 3, usual: 4, hard: 6 } as const;
type Size = keyof typeof SIZES;
/** Pixels. */
const STILL_WIDTH = 1280;
/** Moves away from the solved board, for each of its tiles. */
const MOVES_A_TILE = 12;

/** The work as it is at this moment, cut into tiles that slide. */
export function PuzzlePage({ work, live, random }: PuzzlePageProps) {
  const say = words.pages.puzzle;
  const { title, canvas } = work.manifest;
  const aspect = canvas.width / canvas.height;
  const [size, setSize] = useState<Size>('usual');
  const [board, setBoard] = useState<Board>(() => shuffled('usual', aspect, random));
  const [moves, setMoves] = useState(0);
  const block = live.snapshot.value?.state.block.number;
  const solved = isSolved(board);

  function begin(next: Size) {
    setSize(next);
    setBoard(shuffled(next, aspect, random));
    setMoves(0);
  }

  return (
    <div class={styles.page} style={{ '--aspect': aspect }}>
      <header class={styles.header}>
        <h1>
          <a href={`/work/${work.description.work}`}>{title}</a>
        </h1>
        <p>{solved ? say.solved(moves) : say.lead}</p>
      </header>
      <PuzzleBoard
        board={board}
        // Restyled meanwhile, the tiles change with the work.
        picture={`${stillUrl(work.description.work, STILL_WIDTH)}&v=${block ?? 0}`}
        onMove={(place) => {
          const next = moved(board, place);
          if (next === board) return;
          setBoard(next);
          setMoves(moves + 1);
        }}
      />
      <div class={styles.controls}>
        {(Object.keys(SIZES) as Size[]).map((name) => (
          <Button key={name} aria-pressed={name === size} onClick={() => begin(name)}>
            {say.sizes[name]}
          </Button>
        ))}
        <Button look="quiet" onClick={() => begin(size)}>
          {say.again}
        </Button>
        <p role="status">{say.moves(moves)}</p>
      </div>
    </div>
  );
}

/** Tiles that are about square, whatever the work's shape. */
function shuffled(size: Size, aspect: number, random: () => number): Board {
  const longer = SIZES[size];
  const columns = aspect >= 1 ? longer : Math.max(2, Math.round(longer * aspect));
  const rows = aspect >= 1 ? Math.max(2, Math.round(longer / aspect)) : longer;
  const board = shuffledBoard(columns, rows, columns * rows * MOVES_A_TILE, random);
  // As many moves may lead home again.
  return isSolved(board) ? moved(solvedBoard(columns, rows), columns * rows - 2) : board;
}
