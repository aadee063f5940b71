import { createPainter, type Painter } from '../../engine/latent/createPainter.js';

/** Pictures that may wait for a painter: a restyle of every layer of a large work, with its morphs. */
export const MAX_QUEUED = 256;
/** Milliseconds: a picture takes some 30 of them, on a machine with nothing left for us a second. */
const PAINTING_PATIENCE = 30_000;

/** @throws ModelMissing, ModelAltered, ModelMalformed, PaintThreadLost */
export function openThreads(modelFolder: string, count: number): Promise<Painter> {
  return createPainter({
    modelFolder,
    workers: count,
    script: new URL('../../engine/latent/paintWorker.js', import.meta.url),
    maxQueued: MAX_QUEUED,
    patience: PAINTING_PATIENCE,
    now: () => performance.now(),
  });
}
