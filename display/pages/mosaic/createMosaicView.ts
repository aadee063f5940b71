import { between, type Camera, heldIn, placeAt, type View, wholeOf, zoomedAt } from './camera.js';
import { createSheets } from './createSheets.js';
import { type MosaicGrid, neighbour, tileAt } from './mosaicGrid.js';

export interface MosaicViewOptions {
  /** Gets its size from the page. */
  canvas: HTMLCanvasElement;
  grid: MosaicGrid;
  /** Of every work: another one whenever its pictures are others. */
  versions: ReadonlyMap<number, string>;
  /** Told of a tile that a person pointed at or walked to. */
  onChoose: (tile: number | null) => void;
}

/** The mosaic as it is drawn and moved. Draws only when something has changed. */
export interface MosaicView {
  /** Singles a tile out, and brings it into view. */
  show(tile: number | null): void;
  /** Closer by a factor, farther by one below 1, about the middle. */
  zoom(factor: number): void;
  whole(): void;
  /** Draws works anew whose version is another. */
  renew(versions: ReadonlyMap<number, string>): void;
  destroy(): void;
}

/** Of a tile, what is left free beside it. */
const GAP = 0.03;
/** What is left of the way after a frame of 1/60 s. */
const LAG = 0.78;
/** Below these the camera has arrived. */
const ARRIVED = { tiles: 0.002, zoom: 1.002 };
/** Pixels a pointer may wander during a press. */
const STILL = 6;
const WHEEL = 0.0016;
const KEYS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Pixels of a tile that one walks to by keys, at least. */
const WALKING_ZOOM = 120;

export function createMosaicView({ canvas, grid, versions, onChoose }: MosaicViewOptions): MosaicView {
  const context = canvas.getContext('2d', { alpha: false });
  const sheets = createSheets(versions, () => wake());
  const leaving = new AbortController();
  const { signal } = leaving;
  const prefersLess = matchMedia('(prefers-reduced-motion: reduce)');
  let view: View = { columns: grid.columns, rows: grid.rows, width: 1, height: 1 };
  let camera: Camera = wholeOf(view);
  let goal = camera;
  let chosen: number | null = null;
  let frame = 0;
  const fingers = new Map<number, { x: number; y: number }>();
  /** Whether what is going on is a press and not a pull. */
  let pressed: { x: number; y: number } | null = null;

  const resizing = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const isFirst = view.width === 1;
    view = { ...view, width, height };
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    // It begins at the top, from edge to edge.
    goal = heldIn(view, isFirst ? { x: 0, y: 0, zoom: width / view.columns } : goal);
    camera = goal;
    wake();
  });
  resizing.observe(canvas);

  const on = <E extends keyof HTMLElementEventMap>(type: E, listener: (event: HTMLElementEventMap[E]) => void) =>
    canvas.addEventListener(type, listener as EventListener, { signal, passive: false });
  on('wheel', onWheel);
  on('pointerdown', onPointerDown);
  on('pointermove', onPointerMove);
  on('pointerup', onPointerEnd);
  on('pointercancel', onPointerEnd);
  on('dblclick', (event) => goTo(zoomedAt(view, goal, 2.5, pointOf(event))));
  on('keydown', onKey);

  function wake() {
    if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(step);
  }

  function step() {
    frame = 0;
    camera = prefersLess.matches ? goal : between(camera, goal, 1 - LAG);
    const ratio = camera.zoom / goal.zoom;
    const isThere =
      Math.abs(camera.x - goal.x) + Math.abs(camera.y - goal.y) < ARRIVED.tiles &&
      Math.max(ratio, 1 / ratio) < ARRIVED.zoom;
    if (isThere) camera = goal;
    draw();
    if (!isThere) wake();
  }

  function goTo(next: Camera) {
    goal = heldIn(view, next);
    wake();
  }

  function draw() {
    if (!context) return;
    const style = getComputedStyle(canvas);
    const size = camera.zoom * devicePixelRatio;
    const left = canvas.width / 2 - camera.x * size;
    const top = canvas.height / 2 - camera.y * size;
    context.fillStyle = style.backgroundColor;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const inner = size * (1 - GAP);
    const firstRow = Math.max(0, Math.floor(-top / size));
    const lastRow = Math.min(grid.rows - 1, Math.floor((canvas.height - top) / size));
    const firstColumn = Math.max(0, Math.floor(-left / size));
    const lastColumn = Math.min(grid.columns - 1, Math.floor((canvas.width - left) / size));
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const tile = grid.tiles[row * grid.columns + column];
        const picture = tile && sheets.pictureOf(tile, size);
        if (!picture) continue;
        const { image, x, y, cell } = picture;
        context.drawImage(image, x, y, cell, cell, left + column * size, top + row * size, inner, inner);
      }
    }
    if (chosen === null) return;
    context.strokeStyle = style.outlineColor;
    context.lineWidth = 2 * devicePixelRatio;
    const [column, row] = [chosen % grid.columns, Math.floor(chosen / grid.columns)];
    context.strokeRect(left + column * size, top + row * size, inner, inner);
  }

  function pointOf({ clientX, clientY }: { clientX: number; clientY: number }) {
    const box = canvas.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  function onWheel(event: WheelEvent) {
    event.preventDefault();
    goTo(zoomedAt(view, goal, Math.exp(-event.deltaY * WHEEL), pointOf(event)));
  }

  function onPointerDown(event: PointerEvent) {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, pointOf(event));
    pressed = fingers.size === 1 ? pointOf(event) : null;
  }

  function onPointerMove(event: PointerEvent) {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, now);
    if (pressed && Math.hypot(now.x - pressed.x, now.y - pressed.y) > STILL) pressed = null;
    if (pressed) return;
    if (other) {
      const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
      goal = zoomedAt(view, goal, Number.isFinite(factor) ? factor : 1, other);
    }
    const share = other ? 0.5 : 1;
    goal = heldIn(view, {
      ...goal,
      x: goal.x - (share * (now.x - before.x)) / goal.zoom,
      y: goal.y - (share * (now.y - before.y)) / goal.zoom,
    });
    // What is held follows the hand at once.
    camera = goal;
    wake();
  }

  function onPointerEnd(event: PointerEvent) {
    if (fingers.delete(event.pointerId) && pressed && event.type === 'pointerup') {
      const { x, y } = placeAt(view, camera, pressed);
      onChoose(tileAt(grid, x, y));
    }
    pressed = null;
  }

  function onKey(event: KeyboardEvent) {
    const walk = KEYS[event.key];
    if (walk) onChoose(chosen === null ? 0 : neighbour(grid, chosen, walk));
    else if (event.key === '+') goTo({ ...goal, zoom: goal.zoom * 1.6 });
    else if (event.key === '-') goTo({ ...goal, zoom: goal.zoom / 1.6 });
    else if (event.key === 'Escape') {
      onChoose(null);
      goTo(wholeOf(view));
    } else if (event.key === 'Enter' && chosen !== null) openChosen(chosen);
    else return;
    event.preventDefault();
  }

  function openChosen(number: number) {
    const tile = grid.tiles[number];
    if (tile) location.assign(`/work/${tile.work.work}/token/${tile.index}`);
  }

  return {
    show(tile) {
      const walked = tile !== chosen && document.activeElement === canvas && canvas.matches(':focus-visible');
      chosen = tile;
      if (tile !== null && walked) {
        const x = (tile % grid.columns) + 0.5;
        const y = Math.floor(tile / grid.columns) + 0.5;
        goTo({ x, y, zoom: Math.max(goal.zoom, WALKING_ZOOM) });
      }
      wake();
    },
    zoom: (factor) => goTo({ ...goal, zoom: goal.zoom * factor }),
    whole: () => goTo(wholeOf(view)),
    renew: sheets.renew,
    destroy() {
      leaving.abort();
      resizing.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
