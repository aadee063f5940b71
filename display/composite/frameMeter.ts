/** How well frames come while something moves. */
export interface FrameMeter {
  /**
   * A frame was drawn.
   * @param time when it was due, milliseconds
   * @param cpu what it took of the page's thread, milliseconds
   */
  note(time: number, cpu: number): void;
  /** Nothing moves any more: the time to the next frame is no delay. */
  rest(): void;
  readonly frames: number;
  /** Of the last movement; 0 before any. */
  readonly fps: number;
  /** Frames that came more than 50 ms after the one before them. */
  readonly longFrames: number;
  /** The page's thread a frame, milliseconds: nineteen of twenty of the last 128 took no longer. */
  readonly frameMs: number;
}

const LONG_MS = 50;
const KEPT = 128;

export function createFrameMeter(): FrameMeter {
  let frames = 0;
  let longFrames = 0;
  /** Of the movement that goes on, or of the last. */
  let movement = { first: 0, last: 0, frames: 0 };
  let isMoving = false;
  const costs: number[] = [];

  return {
    note(time, cpu) {
      if (isMoving && time - movement.last > LONG_MS) longFrames++;
      if (!isMoving) movement = { first: time, last: time, frames: 0 };
      movement = { ...movement, last: time, frames: movement.frames + 1 };
      isMoving = true;
      costs[frames % KEPT] = cpu;
      frames++;
    },
    rest() {
      isMoving = false;
    },
    get frames() {
      return frames;
    },
    get fps() {
      const { first, last, frames: drawn } = movement;
      return last > first ? (1000 * (drawn - 1)) / (last - first) : 0;
    },
    get longFrames() {
      return longFrames;
    },
    get frameMs() {
      const sorted = [...costs].sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    },
  };
}
