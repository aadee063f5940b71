/** Where one looks at a mosaic from. */
export interface Camera {
  /** What is in the middle of the view, counted in tiles from the top left. */
  x: number;
  y: number;
  /** Pixels of a tile. */
  zoom: number;
}

/** What is looked at, in tiles, and the window it is looked at through, in pixels. */
export interface View {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

/** Pixels of a tile at the closest. */
const CLOSEST = 420;

/** The whole mosaic, as large as it fits. */
export function wholeOf({ columns, rows, width, height }: View): Camera {
  return { x: columns / 2, y: rows / 2, zoom: Math.min(width / columns, height / rows) };
}

/** The camera, no closer and no farther than it may be, and never looking past the edge. */
export function heldIn(view: View, { x, y, zoom }: Camera): Camera {
  const least = wholeOf(view).zoom;
  const held = Math.max(least, Math.min(Math.max(CLOSEST, least), zoom));
  return {
    x: within(x, view.width / held / 2, view.columns),
    y: within(y, view.height / held / 2, view.rows),
    zoom: held,
  };
}

/** Closer by a factor, with what lies under a point of the view staying there. */
export function zoomedAt(view: View, camera: Camera, factor: number, point: { x: number; y: number }): Camera {
  const under = placeAt(view, camera, point);
  const { zoom } = heldIn(view, { ...camera, zoom: camera.zoom * factor });
  return heldIn(view, {
    x: under.x - (point.x - view.width / 2) / zoom,
    y: under.y - (point.y - view.height / 2) / zoom,
    zoom,
  });
}

/** What lies under a point of the view, in tiles. */
export function placeAt(view: View, camera: Camera, point: { x: number; y: number }): { x: number; y: number } {
  return {
    x: camera.x + (point.x - view.width / 2) / camera.zoom,
    y: camera.y + (point.y - view.height / 2) / camera.zoom,
  };
}

/** A part of the way from one camera to another, 0…1. Zooming is even to the eye when its logarithm is. */
export function between(from: Camera, to: Camera, share: number): Camera {
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    zoom: from.zoom * (to.zoom / from.zoom) ** share,
  };
}

/** Where half a window fits on neither side, the middle is the only place. */
function within(at: number, half: number, length: number): number {
  return half * 2 >= length ? length / 2 : Math.max(half, Math.min(length - half, at));
}
