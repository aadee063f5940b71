import { sheetColumns } from '../../../engine/scene/sheetOf.js';
import type { Tile } from './mosaicGrid.js';

/** Edges of a sheet's cells that the server draws, in pixels. */
const CELLS = [32, 64, 128, 256] as const;
type Cell = (typeof CELLS)[number];
/** Sheets that are asked for at once: the server composes each. */
const AT_ONCE = 4;

const RETRY_MS = 4_000;

/** Where a tile's picture is: a square of an image. */
export interface TilePicture {
  image: HTMLImageElement;
  x: number;
  y: number;
  cell: Cell;
}

/** The sheets of the works' layers, loaded as they are looked at. */
export interface Sheets {
  /**
   * The best picture of a tile that is there.
   * @param pixels  how large it is drawn; a sheet as fine as that is asked for
   */
  pictureOf(tile: Tile, pixels: number): TilePicture | null;
}

/** @param onLoad  called whenever a sheet has come, or may be asked for again */
export function createSheets(onLoad: () => void): Sheets {
  const loaded = new Map<string, HTMLImageElement>();
  const asked = new Set<string>();
  const waiting: string[] = [];
  let underWay = 0;

  function ask(url: string) {
    if (asked.has(url)) return;
    asked.add(url);
    waiting.push(url);
    next();
  }

  function next() {
    // What was asked for last is what is looked at now.
    const url = underWay < AT_ONCE ? waiting.pop() : undefined;
    if (!url) return;
    underWay++;
    const image = new Image();
    image.src = url;
    image
      .decode()
      .then(
        () => {
          loaded.set(url, image);
          onLoad();
        },
        () => {
          // Its layers may still have to be painted: it is asked for again when it is looked at then.
          setTimeout(() => {
            asked.delete(url);
            onLoad();
          }, RETRY_MS);
        },
      )
      .finally(() => {
        underWay--;
        next();
      });
    next();
  }

  return {
    pictureOf({ work, index }, pixels) {
      const wanted = CELLS.find((cell) => cell >= pixels) ?? CELLS[CELLS.length - 1] ?? 256;
      ask(sheetUrl(work.work, wanted));
      // As fine as is wanted, else the finest that is coarser, else the coarsest that is finer.
      const order = [...CELLS.filter((cell) => cell <= wanted).reverse(), ...CELLS.filter((cell) => cell > wanted)];
      for (const cell of order) {
        const image = loaded.get(sheetUrl(work.work, cell));
        if (!image) continue;
        const columns = sheetColumns(work.layers);
        return { image, cell, x: ((index - 1) % columns) * cell, y: Math.floor((index - 1) / columns) * cell };
      }
      return null;
    },
  };
}

const sheetUrl = (work: number, cell: Cell) => `/api/works/${work}/layers.webp?cell=${cell}`;
