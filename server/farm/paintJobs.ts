import type { Priority } from '../../engine/latent/createPaintQueue.js';
import type { ModelInfo } from '../../engine/latent/modelInfo.js';
import type { RasterSide } from '../../engine/scene/rasterSide.js';

/**
 * What lies in Redis: a job a raster, which is named as the raster is, so that it is there once however many ask
 * for it; and beside it for how long it is still wanted. All of it is a hint: edges say again what they miss.
 */
export interface PaintJob {
  /** The recipe's canonical bytes, base64url. */
  recipe: string;
  /** Left out by an edge of before there were two. */
  side?: RasterSide;
  priority: Priority;
  /** Of the request that wanted it first, for the log; null for what is painted ahead. */
  request: string | null;
}

/** BullMQ takes the smallest number first. */
export const URGENCY: Record<Priority, number> = { live: 1, ahead: 2, drift: 3, preview: 4 };

/** What every key in Redis begins with. */
export const PREFIX = 'pentimento';

/** A queue for each model: painters that hold another cannot paint its recipes. */
export const queueName = ({ sha256 }: Pick<ModelInfo, 'sha256'>): string => `rasters-${sha256.slice(0, 16)}`;

/** The key that is there while somebody wants a raster, by its name. */
export const wantedKey = (name: string): string => `${PREFIX}:wanted:${name}`;

/** Seconds for which a picture is wanted without its being said again: of an edge that is gone nothing is painted. */
export const WANTED_FOR = 30;

/** How often a picture is begun whose painter fails, and milliseconds until it is begun again, doubled each time. */
export const ATTEMPTS = 3;
export const RETRY_DELAY = 500;
