import { z } from 'zod';

/** A rectangle: of a wall in millimetres, of a work in units of its canvas. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const millimetres = z.number().min(-100_000).max(100_000);
export const Tile = z.strictObject({
  x: millimetres,
  y: millimetres,
  width: millimetres.positive(),
  height: millimetres.positive(),
});

/** `fill` covers every screen and may leave out edges of the work; `fit` shows all of it and may leave screens partly dark. */
export const SpanFit = z.enum(['fill', 'fit']);
export type SpanFit = z.infer<typeof SpanFit>;

/** The smallest rectangle around all screens of a wall, bezels between them included. */
export function wallOf(tiles: readonly Rect[]): Rect {
  const x = Math.min(...tiles.map((tile) => tile.x));
  const y = Math.min(...tiles.map((tile) => tile.y));
  const width = Math.max(...tiles.map((tile) => tile.x + tile.width)) - x;
  const height = Math.max(...tiles.map((tile) => tile.y + tile.height)) - y;
  return { x, y, width, height };
}

/**
 * The part of a work that one screen of a wall shows. What lies behind a bezel is shown by none, so that lines go straight
 * on from one screen to the next.
 * @param canvas of the work, in its own units
 * @param wall   the rectangle around all screens, millimetres
 * @param tile   this screen's visible area, millimetres
 */
export function viewportOf(canvas: { width: number; height: number }, wall: Rect, tile: Rect, fit: SpanFit): Rect {
  const ratios = [canvas.width / wall.width, canvas.height / wall.height] as const;
  const scale = fit === 'fill' ? Math.min(...ratios) : Math.max(...ratios);
  return {
    x: canvas.width / 2 + (tile.x - wall.x - wall.width / 2) * scale,
    y: canvas.height / 2 + (tile.y - wall.y - wall.height / 2) * scale,
    width: tile.width * scale,
    height: tile.height * scale,
  };
}
