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
  /**
   * Told of every work's version. The sheets of a work that is another now are asked for anew as they are looked at, and
   * the old ones stay until those have come.
   */
  renew(versions: ReadonlyMap<number, string>): void;
}

/**
 * @param versions  of every work
 * @param onLoad    called whenever a sheet has come, or may be asked for again
 */
export function createSheets(versions: ReadonlyMap<number, string>, onLoad: () => void): Sheets {
  /** By the address of a sheet, the newest that has come. */
  const loaded = new Map<string, HTMLImageElement>();
  /** The version that was asked for last, by address. */
  const asked = new Map<string, string>();
  const waiting: string[] = [];
  let underWay = 0;

  function ask(work: number, cell: Cell) {
    const url = sheetUrl(work, cell);
    const version = versions.get(work) ?? '';
    if (asked.get(url) === version) return;
    asked.set(url, version);
    waiting.push(url);
    next();
  }

  function next() {
    // What was asked for last is what is looked at now.
    const url = underWay < AT_ONCE ? waiting.pop() : undefined;
    if (!url) return;
    underWay++;
    const image = new Image();
    const version = asked.get(url);
    image.src = `${url}&v=${version}`;
    image
      .decode()
      .then(
        () => {
          // One of a later version may have been quicker.
          if (asked.get(url) === version) loaded.set(url, image);
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
      ask(work.work, wanted);
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
    renew(next) {
      versions = next;
      onLoad();
    },
  };
}

const sheetUrl = (work: number, cell: Cell) => `/api/works/${work}/layers.webp?cell=${cell}`;
