import type { RasterSizes } from '../scene/rasterSide.js';
import type { Model } from './loadModel.js';
import type { ModelFile } from './modelFile.js';

/** What others than its painters know of a model. */
export interface ModelInfo extends RasterSizes {
  name: string;
  /** The hash of model.json, 64 hex digits: what recipes and manifests name the model by. */
  sha256: string;
  classes: readonly string[];
  directions: readonly ModelFile['directions'][number][];
  /** How many principal axes each class has; 0 when the model has none. */
  axes: number;
  /** The formula of the loss it was trained with; null when model.json has none. */
  signature: string | null;
}

export function modelInfo({ file, sha256, rasterSize, largeRasterSize }: Model): ModelInfo {
  return {
    name: file.name,
    sha256,
    rasterSize,
    largeRasterSize,
    classes: file.classes,
    directions: file.directions,
    axes: file.axes?.count ?? 0,
    signature: file.signature,
  };
}
