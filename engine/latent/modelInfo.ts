import type { Model } from './loadModel.js';
import type { ModelFile } from './modelFile.js';

/** What others than its painters know of a model. */
export interface ModelInfo {
  name: string;
  /** The hash of model.json, 64 hex digits: what recipes and manifests name the model by. */
  sha256: string;
  /** Width and height of every raster, in pixels. */
  rasterSize: number;
  classes: readonly string[];
  directions: readonly ModelFile['directions'][number][];
  /** How many principal axes each class has; 0 when the model has none. */
  axes: number;
  /** The formula of the loss it was trained with; null when model.json has none. */
  signature: string | null;
}

export function modelInfo({ file, sha256, rasterSize }: Model): ModelInfo {
  return {
    name: file.name,
    sha256,
    rasterSize,
    classes: file.classes,
    directions: file.directions,
    axes: file.axes?.count ?? 0,
    signature: file.signature,
  };
}
