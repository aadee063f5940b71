/** A canvas laid out in its mount. */
export interface Fit {
  /** Size on the page, CSS pixels. */
  cssWidth: number;
  cssHeight: number;
  /** Size of its picture, device pixels. */
  width: number;
  height: number;
}

/**
 * The largest canvas of the work's aspect that a mount holds whole.
 * @param work the canvas of the manifest; only its aspect matters
 * @param mount CSS pixels
 * @param pixelRatio device pixels per CSS pixel
 * @param maxEdge the longest edge the GPU can draw, device pixels
 */
export function fitCanvas(
  work: { width: number; height: number },
  mount: { width: number; height: number },
  pixelRatio: number,
  maxEdge: number,
): Fit {
  const scale = Math.min(mount.width / work.width, mount.height / work.height);
  const cssWidth = work.width * scale;
  const cssHeight = work.height * scale;
  const ratio = Math.min(pixelRatio, maxEdge / Math.max(cssWidth, cssHeight, 1));
  return {
    cssWidth,
    cssHeight,
    width: Math.max(1, Math.round(cssWidth * ratio)),
    height: Math.max(1, Math.round(cssHeight * ratio)),
  };
}
